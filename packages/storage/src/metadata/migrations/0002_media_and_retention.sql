CREATE TABLE "kansoku"."media" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"blob_key" text NOT NULL,
	"sha256" text NOT NULL,
	"content_type" text NOT NULL,
	"content_length" bigint NOT NULL,
	"uploaded_at" timestamp (3) with time zone,
	"upload_http_status" integer,
	"upload_http_error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_project_id_id_pk" PRIMARY KEY("project_id","id"),
	CONSTRAINT "media_blob_key_unique" UNIQUE("blob_key")
);
--> statement-breakpoint
CREATE TABLE "kansoku"."media_references" (
	"project_id" text NOT NULL,
	"id" text NOT NULL,
	"media_id" text NOT NULL,
	"trace_id" text NOT NULL,
	"observation_id" text NOT NULL,
	"field" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "media_references_project_id_id_pk" PRIMARY KEY("project_id","id")
);
--> statement-breakpoint
CREATE TABLE "kansoku"."removed_blobs" (
	"key" text PRIMARY KEY NOT NULL,
	"settled_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kansoku"."retention_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"ran_at" timestamp (3) with time zone NOT NULL,
	"before" timestamp (3) with time zone NOT NULL,
	"traces" integer NOT NULL,
	"observations" integer NOT NULL,
	"scores" integer NOT NULL,
	"comments" integer NOT NULL,
	"media" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "kansoku"."media" ADD CONSTRAINT "media_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."media_references" ADD CONSTRAINT "media_references_media" FOREIGN KEY ("project_id","media_id") REFERENCES "kansoku"."media"("project_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."retention_runs" ADD CONSTRAINT "retention_runs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "media_created_at" ON "kansoku"."media" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "media_references_media_id" ON "kansoku"."media_references" USING btree ("project_id","media_id");--> statement-breakpoint
CREATE INDEX "media_references_trace_id" ON "kansoku"."media_references" USING hash ("trace_id");--> statement-breakpoint
CREATE INDEX "removed_blobs_settled_at" ON "kansoku"."removed_blobs" USING btree ("settled_at");--> statement-breakpoint
CREATE INDEX "retention_runs_ran_at" ON "kansoku"."retention_runs" USING btree ("project_id","ran_at");