CREATE TABLE "kansoku"."gateway_budgets" (
	"id" text PRIMARY KEY NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_by" text,
	"updated_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "kansoku"."gateway_holders" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"alias" text,
	"email" text,
	"role" text,
	"organization_id" text,
	"models" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"model_aliases" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"metadata" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"budget_id" text,
	"blocked" boolean DEFAULT false NOT NULL,
	"created_by" text,
	"updated_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gateway_holders_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "kansoku"."gateway_members" (
	"holder_kind" text NOT NULL,
	"holder_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"limits" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "gateway_members_holder_kind_holder_id_user_id_pk" PRIMARY KEY("holder_kind","holder_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "kansoku"."gateway_keys" ADD COLUMN "budget_id" text;--> statement-breakpoint
ALTER TABLE "kansoku"."gateway_holders" ADD CONSTRAINT "gateway_holders_budget_id_gateway_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "kansoku"."gateway_budgets"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kansoku"."gateway_members" ADD CONSTRAINT "gateway_members_holder" FOREIGN KEY ("holder_kind","holder_id") REFERENCES "kansoku"."gateway_holders"("kind","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "gateway_holders_created_at" ON "kansoku"."gateway_holders" USING btree ("kind","created_at","id");--> statement-breakpoint
CREATE INDEX "gateway_holders_organization_id" ON "kansoku"."gateway_holders" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "gateway_holders_email" ON "kansoku"."gateway_holders" USING btree ("email");--> statement-breakpoint
CREATE INDEX "gateway_members_user_id" ON "kansoku"."gateway_members" USING btree ("user_id");--> statement-breakpoint
ALTER TABLE "kansoku"."gateway_keys" ADD CONSTRAINT "gateway_keys_budget_id_gateway_budgets_id_fk" FOREIGN KEY ("budget_id") REFERENCES "kansoku"."gateway_budgets"("id") ON DELETE set null ON UPDATE no action;