ALTER TABLE "kansoku"."batches" ADD COLUMN "claims_of_parts" integer[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "kansoku"."batches" ADD COLUMN "claim" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "kansoku"."batches" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;