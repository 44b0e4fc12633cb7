CREATE TABLE "kansoku"."dashboard_placements" (
	"dashboard_id" text NOT NULL,
	"id" text NOT NULL,
	"project_id" text NOT NULL,
	"widget_id" text,
	"preset_id" text,
	"x" integer NOT NULL,
	"y" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	CONSTRAINT "dashboard_placements_dashboard_id_id_pk" PRIMARY KEY("dashboard_id","id")
);
--> statement-breakpoint
CREATE TABLE "kansoku"."dashboard_widgets" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"view" text NOT NULL,
	"dimensions" jsonb NOT NULL,
	"metrics" jsonb NOT NULL,
	"filters" jsonb NOT NULL,
	"chart_type" text NOT NULL,
	"chart_config" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dashboard_widgets_in_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "kansoku"."dashboards" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"filters" jsonb NOT NULL,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dashboards_in_project" UNIQUE("project_id","id")
);
--> statement-breakpoint
ALTER TABLE "kansoku"."dashboard_placements" ADD CONSTRAINT "dashboard_placements_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."dashboard_placements" ADD CONSTRAINT "dashboard_placements_dashboard" FOREIGN KEY ("project_id","dashboard_id") REFERENCES "kansoku"."dashboards"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."dashboard_placements" ADD CONSTRAINT "dashboard_placements_widget" FOREIGN KEY ("project_id","widget_id") REFERENCES "kansoku"."dashboard_widgets"("project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."dashboard_widgets" ADD CONSTRAINT "dashboard_widgets_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."dashboards" ADD CONSTRAINT "dashboards_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dashboard_placements_widget_id" ON "kansoku"."dashboard_placements" USING btree ("widget_id");--> statement-breakpoint
CREATE INDEX "dashboard_widgets_project_id" ON "kansoku"."dashboard_widgets" USING btree ("project_id","updated_at");--> statement-breakpoint
CREATE INDEX "dashboards_project_id" ON "kansoku"."dashboards" USING btree ("project_id","updated_at");