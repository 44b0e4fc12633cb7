CREATE TABLE "kansoku"."gateway_keys" (
	"hash" text PRIMARY KEY NOT NULL,
	"display_key" text NOT NULL,
	"former_hashes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"alias" text,
	"project_id" text,
	"team_id" text,
	"user_id" text,
	"models" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"model_aliases" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"blocked" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"created_by" text,
	"updated_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "kansoku"."gateway_keys" ADD CONSTRAINT "gateway_keys_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "kansoku"."projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "gateway_keys_alias" ON "kansoku"."gateway_keys" USING btree ("alias");--> statement-breakpoint
CREATE INDEX "gateway_keys_team_id" ON "kansoku"."gateway_keys" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "gateway_keys_user_id" ON "kansoku"."gateway_keys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "gateway_keys_created_at" ON "kansoku"."gateway_keys" USING btree ("created_at","hash");