ALTER TABLE "kansoku"."gateway_holders" ADD COLUMN "allowed_model_region" text;--> statement-breakpoint
ALTER TABLE "kansoku"."gateway_holders" ADD COLUMN "default_model" text;