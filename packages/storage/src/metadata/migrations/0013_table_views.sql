CREATE TABLE "kansoku"."table_view_defaults" (
	"user_id" text NOT NULL,
	"project_id" text NOT NULL,
	"list_name" text NOT NULL,
	"view_id" text NOT NULL,
	CONSTRAINT "table_view_defaults_user_id_project_id_list_name_pk" PRIMARY KEY("user_id","project_id","list_name")
);
--> statement-breakpoint
CREATE TABLE "kansoku"."table_views" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"list_name" text NOT NULL,
	"name" text NOT NULL,
	"owner_id" text,
	"is_shared" boolean NOT NULL,
	"is_project_default" boolean DEFAULT false NOT NULL,
	"search" jsonb NOT NULL,
	"layout" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "table_views_in_list" UNIQUE("project_id","list_name","id")
);
--> statement-breakpoint
ALTER TABLE "kansoku"."table_view_defaults" ADD CONSTRAINT "table_view_defaults_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "kansoku"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."table_view_defaults" ADD CONSTRAINT "table_view_defaults_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."table_view_defaults" ADD CONSTRAINT "table_view_defaults_view" FOREIGN KEY ("project_id","list_name","view_id") REFERENCES "kansoku"."table_views"("project_id","list_name","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."table_views" ADD CONSTRAINT "table_views_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."table_views" ADD CONSTRAINT "table_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "kansoku"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "table_views_project_id" ON "kansoku"."table_views" USING btree ("project_id","list_name");