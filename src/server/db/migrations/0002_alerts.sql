ALTER TABLE "customers" ADD COLUMN "alert_at" bigint;--> statement-breakpoint
CREATE INDEX "customers_alert" ON "customers" USING btree ("alert_at") WHERE alert_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "customers_stale" ON "customers" USING btree ("id") WHERE stale;