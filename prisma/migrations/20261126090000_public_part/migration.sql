-- The public part as a process of its own: a login of this role may become the roles of participants' pages, and no other.
DO $$ BEGIN CREATE ROLE answerable_public NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
DO $$ BEGIN GRANT answerable_site, answerable_visit, answerable_intake TO answerable_public; EXCEPTION WHEN insufficient_privilege THEN NULL; END $$;

-- It migrates nothing, but must know whether the database is the one it was built for.
DO $$ BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    GRANT SELECT (migration_name, checksum, finished_at, rolled_back_at, started_at) ON public._prisma_migrations TO answerable_public;
  END IF;
END $$;
