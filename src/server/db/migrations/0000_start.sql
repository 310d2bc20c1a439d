CREATE TABLE "credentials" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" bigint,
	"refresh_token_expires_at" bigint,
	"scope" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"user_id" bigint NOT NULL,
	"token" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"ip_address" text,
	"user_agent" text,
	CONSTRAINT "sessions_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"name" text NOT NULL,
	"scope" text NOT NULL,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint,
	"revoked_at" bigint
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_frictions" (
	"customer_id" bigint NOT NULL,
	"friction" text NOT NULL,
	"case_id" bigint NOT NULL,
	CONSTRAINT "case_frictions_customer_id_friction_pk" PRIMARY KEY("customer_id","friction")
);
--> statement-breakpoint
CREATE TABLE "case_limit_changes" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"employee_id" bigint,
	"limits" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_log" (
	"customer_id" bigint NOT NULL,
	"case_id" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"at" bigint NOT NULL,
	"actor" text NOT NULL,
	"employee_id" bigint,
	"kind" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "case_log_customer_id_case_id_id_pk" PRIMARY KEY("customer_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_tasks" (
	"customer_id" bigint NOT NULL,
	"case_id" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"title" text NOT NULL,
	"due_at" bigint,
	"added_by" bigint NOT NULL,
	"done_at" bigint,
	"done_by" bigint,
	CONSTRAINT "case_tasks_customer_id_case_id_id_pk" PRIMARY KEY("customer_id","case_id","id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"customer_id" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"path" text NOT NULL,
	"encounter" text NOT NULL,
	"journey" text NOT NULL,
	"touchpoint" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"team" text,
	"severity" smallint NOT NULL,
	"owner_id" bigint,
	"offer_to" bigint,
	"opened_at" bigint NOT NULL,
	"known_at" bigint NOT NULL,
	"withdrawn_at" bigint,
	"caught_at" bigint,
	"first_word_at" bigint,
	"solved_at" bigint,
	"confirmed_at" bigint,
	"act_by" bigint NOT NULL,
	"due_at" bigint,
	"absence" bigint,
	"joined_into" bigint,
	"link_number" integer DEFAULT 1 NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "cases_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_choices" (
	"employee_id" bigint PRIMARY KEY NOT NULL,
	"choice" jsonb,
	"told_at" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"target" text NOT NULL,
	"url" text NOT NULL,
	"shown_url" text NOT NULL,
	"team" text,
	"kinds" text[] NOT NULL,
	"severity" smallint NOT NULL,
	"way" text NOT NULL,
	"digest_at" smallint NOT NULL,
	"quiet" jsonb,
	"language" text NOT NULL,
	"named" boolean NOT NULL,
	"enabled" boolean NOT NULL,
	"disabled_because" text,
	"created_at" bigint NOT NULL,
	"changed_at" bigint NOT NULL,
	"changed_by" bigint,
	"told_at" bigint DEFAULT 0 NOT NULL,
	"last_at" bigint,
	"last_problem" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"failing_since" bigint,
	"next_at" bigint DEFAULT 0 NOT NULL,
	"lease" text,
	"lease_until" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"case_id" bigint NOT NULL,
	"at" bigint NOT NULL,
	"kind" text NOT NULL,
	"detail" text,
	"team" text,
	"severity" smallint NOT NULL,
	"to" bigint[] NOT NULL,
	"spread_at" bigint
);
--> statement-breakpoint
CREATE TABLE "notices_waiting" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"notice" bigint NOT NULL,
	"employee_id" bigint,
	"rule" text,
	"known_at" bigint NOT NULL,
	"due_at" bigint NOT NULL,
	"message" text
);
--> statement-breakpoint
CREATE TABLE "customer_notes" (
	"customer_id" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"identifier" text NOT NULL,
	"at" bigint NOT NULL,
	"employee_id" bigint NOT NULL,
	"text" text NOT NULL,
	"edited_at" bigint,
	CONSTRAINT "customer_notes_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "customer_views" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"employee_id" bigint NOT NULL,
	"team" text,
	"filter" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"display_name" text,
	"words" text,
	"fold" json,
	"first_at" bigint,
	"last_at" bigint,
	"encounters" integer DEFAULT 0 NOT NULL,
	"due_at" bigint,
	"alert_at" bigint,
	"pending" boolean DEFAULT false NOT NULL,
	"stale" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "former_customers" (
	"customer_id" bigint PRIMARY KEY NOT NULL,
	"survivor_id" bigint NOT NULL,
	"identifiers" text[] NOT NULL,
	"survivor_identifiers" text[] NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identifiers" (
	"identifier" text PRIMARY KEY NOT NULL,
	"customer_id" bigint NOT NULL,
	"group_id" bigint NOT NULL,
	"standing" text DEFAULT 'joined' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity_log" (
	"customer_id" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"at" bigint NOT NULL,
	"event" text NOT NULL,
	"identifiers" text[] NOT NULL,
	"because" text NOT NULL,
	"judgement" bigint,
	CONSTRAINT "identity_log_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "judgements" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"sort" text NOT NULL,
	"identifiers" text[] NOT NULL,
	"others" text[] NOT NULL,
	"at" bigint NOT NULL,
	"token" text,
	"said_by" text NOT NULL,
	"because" text NOT NULL,
	"undone_at" bigint,
	"undone_token" text,
	"undone_by" text,
	"undone_because" text
);
--> statement-breakpoint
CREATE TABLE "statements" (
	"customer_id" bigint NOT NULL,
	"identifier" text NOT NULL,
	"at" bigint NOT NULL,
	"identifiers" jsonb NOT NULL,
	"attributes" jsonb,
	"holdings" text[],
	"consents" jsonb,
	CONSTRAINT "statements_customer_id_identifier_at_pk" PRIMARY KEY("customer_id","identifier","at")
);
--> statement-breakpoint
CREATE TABLE "employees" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	"role" text NOT NULL,
	"language" text DEFAULT 'fi' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"substitute_id" bigint,
	"absent_from" bigint,
	"absent_until" bigint,
	"person" text,
	CONSTRAINT "employees_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "team_members" (
	"team" text NOT NULL,
	"employee_id" bigint NOT NULL,
	CONSTRAINT "team_members_team_employee_id_pk" PRIMARY KEY("team","employee_id")
);
--> statement-breakpoint
CREATE TABLE "teams" (
	"key" text PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"lead_id" bigint,
	"parent" text
);
--> statement-breakpoint
CREATE TABLE "awaiting" (
	"id" text PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "encounter_ids" (
	"id" text PRIMARY KEY NOT NULL,
	"digest" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "encounters" (
	"customer_id" bigint NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"touchpoint" text NOT NULL,
	"channel" text,
	"device" text,
	"stage" text,
	"initiator" text,
	"path" text NOT NULL,
	"journey" text NOT NULL,
	"step" integer NOT NULL,
	"previous" text,
	"gap" bigint,
	"hour" smallint NOT NULL,
	"resumed" boolean NOT NULL,
	CONSTRAINT "encounters_customer_id_at_id_pk" PRIMARY KEY("customer_id","at","id")
);
--> statement-breakpoint
CREATE TABLE "asks" (
	"customer_id" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"survey" text NOT NULL,
	"cause" text NOT NULL,
	"identifier" text NOT NULL,
	"triggered_at" bigint NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"due_at" bigint,
	"asked_at" bigint,
	"answered_at" bigint,
	"reminded_at" bigint,
	"version" integer,
	"way" text,
	"mail" bigint,
	"about" jsonb NOT NULL,
	CONSTRAINT "asks_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "responses" (
	"customer_id" bigint NOT NULL,
	"id" text NOT NULL,
	"survey" text NOT NULL,
	"version" integer NOT NULL,
	"ask" bigint,
	"door" text NOT NULL,
	"door_id" text,
	"language" text NOT NULL,
	"channel" text,
	"started_at" bigint NOT NULL,
	"at" bigint NOT NULL,
	"whole_at" bigint,
	"answers" jsonb NOT NULL,
	"measures" jsonb NOT NULL,
	"text" text NOT NULL,
	"about" jsonb NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"state_at" bigint,
	"state_by" text,
	"encounter" text,
	"due_at" bigint,
	"suspect" smallint DEFAULT 0 NOT NULL,
	CONSTRAINT "responses_customer_id_id_pk" PRIMARY KEY("customer_id","id")
);
--> statement-breakpoint
CREATE TABLE "survey_doors" (
	"id" text PRIMARY KEY NOT NULL,
	"survey" text NOT NULL,
	"name" text NOT NULL,
	"open" boolean NOT NULL,
	"settings" jsonb NOT NULL,
	"changed_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "survey_versions" (
	"survey" text NOT NULL,
	"version" integer NOT NULL,
	"content" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"by" text,
	CONSTRAINT "survey_versions_survey_version_pk" PRIMARY KEY("survey","version")
);
--> statement-breakpoint
CREATE TABLE "surveys" (
	"key" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"draft" jsonb NOT NULL,
	"plan" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"live_at" bigint,
	"changed_at" bigint NOT NULL,
	"changed_by" text
);
--> statement-breakpoint
CREATE TABLE "mention_log" (
	"mention" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"at" bigint NOT NULL,
	"event" text NOT NULL,
	"by" text NOT NULL,
	"before" jsonb,
	"identifier" text,
	"because" text DEFAULT '' NOT NULL,
	CONSTRAINT "mention_log_mention_id_pk" PRIMARY KEY("mention","id")
);
--> statement-breakpoint
CREATE TABLE "mention_sources" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"kind" text NOT NULL,
	"touchpoint" text NOT NULL,
	"every_minutes" integer NOT NULL,
	"active" boolean NOT NULL,
	"created_at" bigint NOT NULL,
	"next_at" bigint NOT NULL,
	"etag" text,
	"last_modified" text,
	"tried_at" bigint,
	"succeeded_at" bigint,
	"problem" text,
	"problem_at" bigint,
	"taken" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "mention_sources_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "mentions" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"id" text NOT NULL,
	"at" bigint NOT NULL,
	"received_at" bigint NOT NULL,
	"touchpoint" text NOT NULL,
	"url" text,
	"author" text,
	"subject" text,
	"title" text,
	"text" text,
	"locale" text,
	"score" double precision,
	"scale" text,
	"stars" double precision,
	"sentiment" text,
	"tone" text,
	"reading" jsonb,
	"properties" jsonb,
	"roots" "tsvector",
	"said" text,
	"identifier" text,
	"judgement" bigint,
	"handled_at" bigint,
	"handled_by" text,
	CONSTRAINT "mentions_source_id" UNIQUE("source","id")
);
--> statement-breakpoint
CREATE TABLE "reputation_statements" (
	"source" text NOT NULL,
	"subject" text NOT NULL,
	"at" bigint NOT NULL,
	"score" double precision NOT NULL,
	"scale" text NOT NULL,
	"stars" double precision NOT NULL,
	"count" integer,
	CONSTRAINT "reputation_statements_source_subject_at_pk" PRIMARY KEY("source","subject","at")
);
--> statement-breakpoint
CREATE TABLE "frictions" (
	"customer_id" bigint NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"at" bigint NOT NULL,
	"severity" smallint NOT NULL,
	"pending" boolean NOT NULL,
	"body" jsonb NOT NULL,
	"found_at" bigint NOT NULL,
	CONSTRAINT "frictions_customer_id_key_pk" PRIMARY KEY("customer_id","key")
);
--> statement-breakpoint
CREATE TABLE "keyed_writes" (
	"key" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"at" bigint NOT NULL,
	"answer" jsonb
);
--> statement-breakpoint
CREATE TABLE "last_writer" (
	"one" boolean PRIMARY KEY NOT NULL,
	"writer" text
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"door" text NOT NULL,
	"token" text,
	"assumed" text,
	"first_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"times" integer NOT NULL,
	"item_id" text,
	"item" text,
	"problems" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"replays" integer DEFAULT 0 NOT NULL,
	"replayed_at" bigint,
	CONSTRAINT "quarantine_digest_unique" UNIQUE("digest")
);
--> statement-breakpoint
CREATE TABLE "rebuild_chunks" (
	"rebuild" bigint NOT NULL,
	"first_id" bigint NOT NULL,
	"last_id" bigint NOT NULL,
	"ids" bigint[],
	"customers" integer NOT NULL,
	"encounters" bigint NOT NULL,
	"done" boolean DEFAULT false NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "rebuild_chunks_rebuild_first_id_pk" PRIMARY KEY("rebuild","first_id")
);
--> statement-breakpoint
CREATE TABLE "rebuilds" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"journey" text,
	"asked_at" bigint NOT NULL,
	"finished_at" bigint
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"customer_id" bigint NOT NULL,
	"id" bigserial NOT NULL,
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"at" bigint NOT NULL,
	"type" text NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "outbox_id_customer_id_pk" PRIMARY KEY("id","customer_id")
);
--> statement-breakpoint
CREATE TABLE "definitions" (
	"sort" text NOT NULL,
	"key" text NOT NULL,
	"version" integer NOT NULL,
	"revision" bigserial NOT NULL,
	"publication" bigint NOT NULL,
	"since" bigint NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "definitions_sort_key_version_pk" PRIMARY KEY("sort","key","version")
);
--> statement-breakpoint
CREATE TABLE "journey_drafts" (
	"journey" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"base" integer NOT NULL,
	"body" jsonb NOT NULL,
	"kept_at" bigint NOT NULL,
	"employee_id" bigint
);
--> statement-breakpoint
CREATE TABLE "journey_trials" (
	"journey" text PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"draft" integer NOT NULL,
	"state" text NOT NULL,
	"asked_at" bigint NOT NULL,
	"told_at" bigint NOT NULL,
	"done" integer NOT NULL,
	"customers" integer NOT NULL,
	"result" jsonb
);
--> statement-breakpoint
CREATE TABLE "named_keys" (
	"sort" text NOT NULL,
	"key" text NOT NULL,
	"first_seen_at" bigint NOT NULL,
	CONSTRAINT "named_keys_sort_key_pk" PRIMARY KEY("sort","key")
);
--> statement-breakpoint
CREATE TABLE "path_changes" (
	"tx" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"id" bigserial NOT NULL,
	"at" bigint DEFAULT (extract(epoch FROM clock_timestamp()) * 1000)::bigint NOT NULL,
	"customers" bigint[],
	"since" bigint[],
	CONSTRAINT "path_changes_tx_id_pk" PRIMARY KEY("tx","id")
);
--> statement-breakpoint
CREATE TABLE "paths" (
	"customer_id" bigint NOT NULL,
	"key" text NOT NULL,
	"journey" text NOT NULL,
	"matter" text,
	"state" text NOT NULL,
	"turn" text NOT NULL,
	"outcome" text,
	"stage" text,
	"first_at" bigint NOT NULL,
	"last_at" bigint NOT NULL,
	"encounters" integer NOT NULL,
	"resumptions" integer NOT NULL,
	"handovers" integer NOT NULL,
	"bounces" integer NOT NULL,
	"start_digital" boolean,
	"way" uuid NOT NULL,
	"body" json NOT NULL,
	"unsettled" json,
	CONSTRAINT "paths_customer_id_key_pk" PRIMARY KEY("customer_id","key")
);
--> statement-breakpoint
CREATE TABLE "publications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor" text,
	"employee_id" bigint,
	"note" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"reply_to" text,
	"return_path" text,
	"headers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"about" text NOT NULL,
	"queued_at" bigint NOT NULL,
	"due_at" bigint,
	"attempts" integer DEFAULT 0 NOT NULL,
	"sent_at" bigint,
	"problem" text,
	"refused" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "touchpoint_decisions" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"touchpoint" text NOT NULL,
	"at" bigint NOT NULL,
	"employee_id" bigint NOT NULL,
	"verdict" text NOT NULL,
	"why" text NOT NULL,
	"review_on" text NOT NULL,
	"suggested" text,
	"measured" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_calls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"by" text,
	"purpose" text NOT NULL,
	"host" text NOT NULL,
	"model" text NOT NULL,
	"sent" text NOT NULL,
	"answer" text,
	"status" integer,
	"problem" text,
	"milliseconds" integer
);
--> statement-breakpoint
CREATE TABLE "theme_changes" (
	"theme" text NOT NULL,
	"revision" integer NOT NULL,
	"act" text NOT NULL,
	"state" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"by" text,
	CONSTRAINT "theme_changes_theme_revision_pk" PRIMARY KEY("theme","revision")
);
--> statement-breakpoint
CREATE TABLE "theme_examples" (
	"theme" text NOT NULL,
	"id" text NOT NULL,
	"at" bigint,
	"text" text,
	"language" text,
	"belongs" boolean NOT NULL,
	"added_at" bigint NOT NULL,
	"by" text,
	CONSTRAINT "theme_examples_theme_id_pk" PRIMARY KEY("theme","id")
);
--> statement-breakpoint
CREATE TABLE "theme_suggestions" (
	"id" smallint PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"found" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "theme_words_left" (
	"language" text NOT NULL,
	"word" text NOT NULL,
	"at" bigint NOT NULL,
	"by" text,
	CONSTRAINT "theme_words_left_language_word_pk" PRIMARY KEY("language","word")
);
--> statement-breakpoint
CREATE TABLE "themes" (
	"key" text PRIMARY KEY NOT NULL,
	"state" jsonb NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verbatims" (
	"customer_id" bigint NOT NULL,
	"at" bigint NOT NULL,
	"id" text NOT NULL,
	"text" text NOT NULL,
	"locale" text,
	"touchpoint" text,
	"channel" text,
	"team" text,
	"journey" text,
	"rated" smallint,
	"survey" text,
	"engine" text,
	"language" text,
	"sentiment" real,
	"certainty" real,
	"label" smallint,
	"themes" text[],
	"reading" jsonb,
	"roots" "tsvector",
	CONSTRAINT "verbatims_customer_id_at_id_pk" PRIMARY KEY("customer_id","at","id")
);
--> statement-breakpoint
CREATE TABLE "voice_choices" (
	"language" text PRIMARY KEY NOT NULL,
	"own" boolean NOT NULL,
	"at" bigint NOT NULL,
	"by" text
);
--> statement-breakpoint
CREATE TABLE "voice_learning" (
	"id" smallint PRIMARY KEY NOT NULL,
	"night" integer,
	"base" text,
	"asked_at" bigint,
	"asked_by" text,
	"begun_at" bigint,
	"held_until" bigint,
	"tries" integer NOT NULL,
	"done" integer NOT NULL,
	"language" text,
	"ended_at" bigint,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "voice_models" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"language" text NOT NULL,
	"at" bigint NOT NULL,
	"base" text NOT NULL,
	"against" bigint,
	"learned" integer NOT NULL,
	"judged" integer NOT NULL,
	"right_before" integer NOT NULL,
	"right_after" integer NOT NULL,
	"polar" integer NOT NULL,
	"polar_before" integer NOT NULL,
	"polar_after" integer NOT NULL,
	"gained" integer NOT NULL,
	"lost" integer NOT NULL,
	"better" boolean NOT NULL,
	"bytes" "bytea",
	"milliseconds" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"webhook" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"body" text NOT NULL,
	"created_at" bigint NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"next_at" bigint,
	"lease" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"tried" integer DEFAULT 0 NOT NULL,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "webhook_deliveries_webhook_id_pk" PRIMARY KEY("webhook","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_place" (
	"one" boolean PRIMARY KEY NOT NULL,
	"tx" "xid8" NOT NULL,
	"id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"types" text[] NOT NULL,
	"description" text NOT NULL,
	"enabled" boolean NOT NULL,
	"disabled_because" text,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" bigint,
	"since" "pg_snapshot" DEFAULT pg_current_snapshot() NOT NULL,
	"failing_since" bigint,
	"quiet_until" bigint,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE INDEX "credentials_user" ON "credentials" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" USING btree ("identifier");--> statement-breakpoint
CREATE INDEX "case_frictions_case" ON "case_frictions" USING btree ("customer_id","case_id");--> statement-breakpoint
CREATE INDEX "case_log_handovers" ON "case_log" USING btree ("at") WHERE kind IN ('handed-over', 'inherited');--> statement-breakpoint
CREATE INDEX "cases_id" ON "cases" USING btree ("id");--> statement-breakpoint
CREATE INDEX "cases_opened" ON "cases" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "cases_alike" ON "cases" USING btree ("journey","touchpoint","kind","opened_at");--> statement-breakpoint
CREATE INDEX "cases_due" ON "cases" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "cases_owner" ON "cases" USING btree ("owner_id","act_by") WHERE state NOT IN ('confirmed', 'withdrawn', 'joined');--> statement-breakpoint
CREATE INDEX "cases_offer" ON "cases" USING btree ("offer_to") WHERE offer_to IS NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_joined" ON "cases" USING btree ("joined_into") WHERE joined_into IS NOT NULL;--> statement-breakpoint
CREATE INDEX "cases_team" ON "cases" USING btree ("team","act_by") WHERE state NOT IN ('confirmed', 'withdrawn', 'joined');--> statement-breakpoint
CREATE INDEX "cases_act" ON "cases" USING btree ("act_by","id") WHERE state NOT IN ('confirmed', 'withdrawn', 'joined');--> statement-breakpoint
CREATE INDEX "notices_new" ON "notices" USING btree ("id") WHERE spread_at IS NULL;--> statement-breakpoint
CREATE INDEX "notices_spread" ON "notices" USING btree ("spread_at");--> statement-breakpoint
CREATE INDEX "notices_waiting_employee" ON "notices_waiting" USING btree ("employee_id","due_at");--> statement-breakpoint
CREATE INDEX "notices_waiting_rule" ON "notices_waiting" USING btree ("rule","due_at");--> statement-breakpoint
CREATE INDEX "notices_waiting_notice" ON "notices_waiting" USING btree ("notice");--> statement-breakpoint
CREATE INDEX "customer_views_employee" ON "customer_views" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "customer_views_team" ON "customer_views" USING btree ("team") WHERE team IS NOT NULL;--> statement-breakpoint
CREATE INDEX "customers_due" ON "customers" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "customers_alert" ON "customers" USING btree ("alert_at") WHERE alert_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "customers_stale" ON "customers" USING btree ("id") WHERE stale;--> statement-breakpoint
CREATE INDEX "customers_words" ON "customers" USING gin (array_to_tsvector(string_to_array(words, ' '))) WHERE words IS NOT NULL;--> statement-breakpoint
CREATE INDEX "customers_unmet" ON "customers" USING btree ("id") WHERE first_at IS NULL;--> statement-breakpoint
CREATE INDEX "former_customers_survivor" ON "former_customers" USING btree ("survivor_id");--> statement-breakpoint
CREATE INDEX "identifiers_value" ON "identifiers" USING btree (lower(substr("identifier", strpos("identifier", ':') + 1)) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "identifiers_ending" ON "identifiers" USING btree (reverse("identifier") text_pattern_ops) WHERE identifier LIKE 'phone:%';--> statement-breakpoint
CREATE INDEX "identifiers_customer" ON "identifiers" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "identifiers_group" ON "identifiers" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "judgements_identifiers" ON "judgements" USING gin (("identifiers" || "others"));--> statement-breakpoint
CREATE INDEX "team_members_employee" ON "team_members" USING btree ("employee_id");--> statement-breakpoint
CREATE INDEX "awaiting_at" ON "awaiting" USING btree ("at");--> statement-breakpoint
CREATE INDEX "encounters_at" ON "encounters" USING btree ("at");--> statement-breakpoint
CREATE INDEX "encounters_resumed" ON "encounters" USING btree ("at") WHERE "encounters"."resumed";--> statement-breakpoint
CREATE INDEX "encounters_promises" ON "encounters" USING btree ("at") WHERE "encounters"."body" ? 'promises';--> statement-breakpoint
CREATE INDEX "encounters_measures" ON "encounters" USING btree ("at") WHERE "encounters"."body" ? 'measures';--> statement-breakpoint
CREATE INDEX "asks_cause" ON "asks" USING btree ("customer_id","survey","cause");--> statement-breakpoint
CREATE INDEX "asks_due" ON "asks" USING btree ("due_at") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "asks_survey" ON "asks" USING btree ("survey","triggered_at","id");--> statement-breakpoint
CREATE INDEX "asks_asked" ON "asks" USING btree ("survey","asked_at");--> statement-breakpoint
CREATE INDEX "asks_id" ON "asks" USING btree ("id");--> statement-breakpoint
CREATE INDEX "responses_id" ON "responses" USING btree ("id");--> statement-breakpoint
CREATE INDEX "responses_at" ON "responses" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "responses_survey" ON "responses" USING btree ("survey","at","id");--> statement-breakpoint
CREATE INDEX "responses_apart" ON "responses" USING btree ("customer_id",('response:' || id)) WHERE state = 'test' OR suspect > 0;--> statement-breakpoint
CREATE INDEX "responses_anonymous" ON "responses" USING btree ("at") WHERE customer_id = 0;--> statement-breakpoint
CREATE INDEX "responses_due" ON "responses" USING btree ("due_at") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "survey_doors_survey" ON "survey_doors" USING btree ("survey");--> statement-breakpoint
CREATE INDEX "mention_sources_next" ON "mention_sources" USING btree ("next_at") WHERE active;--> statement-breakpoint
CREATE INDEX "mentions_at" ON "mentions" USING btree ("at","number");--> statement-breakpoint
CREATE INDEX "mentions_identifier" ON "mentions" USING btree ("identifier") WHERE identifier IS NOT NULL;--> statement-breakpoint
CREATE INDEX "mentions_said" ON "mentions" USING btree ("said") WHERE said IS NOT NULL;--> statement-breakpoint
CREATE INDEX "mentions_roots" ON "mentions" USING gin ("roots");--> statement-breakpoint
CREATE INDEX "frictions_at" ON "frictions" USING btree ("at","customer_id","key");--> statement-breakpoint
CREATE INDEX "frictions_kind" ON "frictions" USING btree ("kind","at");--> statement-breakpoint
CREATE INDEX "quarantine_state" ON "quarantine" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "quarantine_last" ON "quarantine" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "rebuild_chunks_open" ON "rebuild_chunks" USING btree ("rebuild","first_id") WHERE NOT done;--> statement-breakpoint
CREATE INDEX "outbox_tx" ON "outbox" USING btree ("tx","id");--> statement-breakpoint
CREATE UNIQUE INDEX "definitions_revision" ON "definitions" USING btree ("revision");--> statement-breakpoint
CREATE INDEX "paths_journey" ON "paths" USING btree ("journey");--> statement-breakpoint
CREATE INDEX "paths_matter" ON "paths" USING btree (lower("matter") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "paths_key" ON "paths" USING btree ("key");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "mails_failed" ON "mails" USING btree ("id") WHERE due_at IS NULL AND sent_at IS NULL;--> statement-breakpoint
CREATE INDEX "touchpoint_decisions_touchpoint" ON "touchpoint_decisions" USING btree ("touchpoint","id");--> statement-breakpoint
CREATE INDEX "model_calls_at" ON "model_calls" USING btree ("at");--> statement-breakpoint
CREATE INDEX "verbatims_at" ON "verbatims" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "verbatims_unread" ON "verbatims" USING btree ("at") WHERE engine IS NULL;--> statement-breakpoint
CREATE INDEX "verbatims_roots" ON "verbatims" USING gin ("roots");--> statement-breakpoint
CREATE INDEX "verbatims_themes" ON "verbatims" USING gin ("themes");--> statement-breakpoint
CREATE INDEX "verbatims_rated" ON "verbatims" USING btree ("language","at") WHERE rated IS NOT NULL;--> statement-breakpoint
CREATE INDEX "voice_models_language" ON "voice_models" USING btree ("language","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("webhook","next_at") WHERE next_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_listed" ON "webhook_deliveries" USING btree ("webhook","created_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_created" ON "webhook_deliveries" USING btree ("created_at");