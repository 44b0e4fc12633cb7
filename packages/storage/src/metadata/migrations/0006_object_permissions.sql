ALTER TABLE "kansoku"."gateway_holders" ADD COLUMN "object_permission" jsonb;--> statement-breakpoint
ALTER TABLE "kansoku"."gateway_keys" ADD COLUMN "object_permission" jsonb;