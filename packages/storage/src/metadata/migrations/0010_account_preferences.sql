ALTER TABLE "kansoku"."users" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "kansoku"."users" ADD COLUMN "theme" text;--> statement-breakpoint
ALTER TABLE "kansoku"."users" ADD COLUMN "time_zone" text;