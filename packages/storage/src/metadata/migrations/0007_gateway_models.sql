CREATE TABLE "kansoku"."gateway_models" (
	"id" text PRIMARY KEY NOT NULL,
	"model_name" text NOT NULL,
	"sealed_params" text NOT NULL,
	"info" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" text,
	"updated_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
