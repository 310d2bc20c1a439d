CREATE TABLE "keyed_writes" (
	"key" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"at" bigint NOT NULL,
	"answer" jsonb
);
--> statement-breakpoint
DROP INDEX "customers_last";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
CREATE INDEX "customers_words" ON "customers" USING gin (to_tsvector('simple', coalesce("display_name", '')));--> statement-breakpoint
CREATE INDEX "identifiers_value" ON "identifiers" USING btree (lower(substr("identifier", strpos("identifier", ':') + 1)) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "outbox_tx" ON "outbox" USING btree ("tx","id");--> statement-breakpoint
CREATE INDEX "paths_matter_beginning" ON "paths" USING btree (lower("matter") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "paths_key" ON "paths" USING btree ("key");--> statement-breakpoint
CREATE INDEX "customers_last" ON "customers" USING btree (coalesce("last_at", -9007199254740991),"id");