CREATE TABLE "kansoku"."batches" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"created_by" text NOT NULL,
	"kind" text NOT NULL,
	"action" jsonb NOT NULL,
	"selection" jsonb NOT NULL,
	"state" text NOT NULL,
	"failure" text,
	"rows_total" integer NOT NULL,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"parts" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"cursor" jsonb,
	"rows_at_cursor" integer DEFAULT 0 NOT NULL,
	"runner" text,
	"heartbeat_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "kansoku"."batches" ADD CONSTRAINT "batches_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "batches_project_id" ON "kansoku"."batches" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "batches_state" ON "kansoku"."batches" USING btree ("state","kind");--> statement-breakpoint
CREATE INDEX "batches_expires_at" ON "kansoku"."batches" USING btree ("expires_at");