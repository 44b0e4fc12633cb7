CREATE TYPE "kansoku"."comment_object_type" AS ENUM('TRACE', 'OBSERVATION', 'SESSION', 'PROMPT');--> statement-breakpoint
CREATE TYPE "kansoku"."score_config_data_type" AS ENUM('NUMERIC', 'CATEGORICAL', 'BOOLEAN', 'TEXT');--> statement-breakpoint
CREATE TYPE "kansoku"."usage_unit" AS ENUM('TOKENS', 'CHARACTERS', 'MILLISECONDS', 'SECONDS', 'REQUESTS', 'IMAGES');--> statement-breakpoint
CREATE TABLE "kansoku"."comments" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"object_type" "kansoku"."comment_object_type" NOT NULL,
	"object_id" text NOT NULL,
	"content" text NOT NULL,
	"author_user_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kansoku"."feedback" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"api_key_id" text NOT NULL,
	"target_type" text NOT NULL,
	"target" text NOT NULL,
	"feedback" text NOT NULL,
	"goal" text,
	"reference_url" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kansoku"."models" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"model_name" text NOT NULL,
	"match_pattern" text NOT NULL,
	"start_date" timestamp (3) with time zone,
	"unit" "kansoku"."usage_unit",
	"tokenizer_id" text,
	"tokenizer_config" jsonb,
	"pricing_tiers" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kansoku"."score_configs" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"data_type" "kansoku"."score_config_data_type" NOT NULL,
	"is_archived" boolean DEFAULT false NOT NULL,
	"min_value" double precision,
	"max_value" double precision,
	"categories" jsonb,
	"description" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "kansoku"."comments" ADD CONSTRAINT "comments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."feedback" ADD CONSTRAINT "feedback_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."models" ADD CONSTRAINT "models_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."score_configs" ADD CONSTRAINT "score_configs_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "comments_object" ON "kansoku"."comments" USING btree ("project_id","object_type","object_id");--> statement-breakpoint
CREATE INDEX "comments_created_at" ON "kansoku"."comments" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE INDEX "feedback_project_id" ON "kansoku"."feedback" USING btree ("project_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "models_name_and_start" ON "kansoku"."models" USING btree ("project_id","model_name",coalesce("start_date", '-infinity'::timestamptz));--> statement-breakpoint
CREATE INDEX "score_configs_project_id" ON "kansoku"."score_configs" USING btree ("project_id","created_at");