-- People and how they sign in (better-auth's own tables, as its version 1.7.6 wants them), and who belongs to which workspace.

create table "user" ("id" text not null primary key, "name" text not null, "email" text not null unique, "emailVerified" integer not null, "image" text, "createdAt" date not null, "updatedAt" date not null, "twoFactorEnabled" integer);
create table "session" ("id" text not null primary key, "expiresAt" date not null, "token" text not null unique, "createdAt" date not null, "updatedAt" date not null, "ipAddress" text, "userAgent" text, "userId" text not null references "user" ("id") on delete cascade);
create table "account" ("id" text not null primary key, "accountId" text not null, "providerId" text not null, "userId" text not null references "user" ("id") on delete cascade, "accessToken" text, "refreshToken" text, "idToken" text, "accessTokenExpiresAt" date, "refreshTokenExpiresAt" date, "scope" text, "password" text, "createdAt" date not null, "updatedAt" date not null);
create table "verification" ("id" text not null primary key, "identifier" text not null, "value" text not null, "expiresAt" date not null, "createdAt" date not null, "updatedAt" date not null);
create table "passkey" ("id" text not null primary key, "name" text, "publicKey" text not null, "userId" text not null references "user" ("id") on delete cascade, "credentialID" text not null, "counter" integer not null, "deviceType" text not null, "backedUp" integer not null, "transports" text, "createdAt" date, "aaguid" text);
create table "twoFactor" ("id" text not null primary key, "secret" text not null, "backupCodes" text not null, "userId" text not null references "user" ("id") on delete cascade, "verified" integer, "failedVerificationCount" integer, "lockedUntil" date);
create index "session_userId_idx" on "session" ("userId");
create index "account_userId_idx" on "account" ("userId");
create index "verification_identifier_idx" on "verification" ("identifier");
create index "passkey_userId_idx" on "passkey" ("userId");
create index "passkey_credentialID_idx" on "passkey" ("credentialID");
create index "twoFactor_secret_idx" on "twoFactor" ("secret");
create index "twoFactor_userId_idx" on "twoFactor" ("userId");

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  created_at_ms INTEGER NOT NULL
);
INSERT INTO workspaces (id, name, created_at_ms) VALUES ('default', 'Workspace', 0);

CREATE TABLE members (
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES "user"(id) ON DELETE CASCADE,
  role TEXT NOT NULL,                         -- viewer, member, admin, owner
  joined_at_ms INTEGER NOT NULL,
  PRIMARY KEY (workspace_id, person_id)
) WITHOUT ROWID;
CREATE INDEX members_person ON members(person_id);

CREATE TABLE invitations (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  email TEXT,                                 -- lower case; null: whoever holds the link
  role TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,                  -- SHA-256 of the token in the link
  invited_by TEXT NOT NULL,                   -- a name, as it was
  is_first INTEGER NOT NULL DEFAULT 0,        -- 1: the server printed it while there was nobody
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER NOT NULL,
  accepted_at_ms INTEGER,
  accepted_by TEXT,
  revoked_at_ms INTEGER
);
CREATE INDEX invitations_workspace ON invitations(workspace_id);
CREATE INDEX invitations_email ON invitations(email) WHERE email IS NOT NULL;

CREATE TABLE tokens (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  person_id TEXT NOT NULL,                    -- who made it; 'local': the person at the machine
  name TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE,                  -- SHA-256; the token itself is shown once
  hint TEXT NOT NULL,                         -- its last four characters
  scopes TEXT NOT NULL,                       -- JSON: push, read, write, manage
  created_at_ms INTEGER NOT NULL,
  expires_at_ms INTEGER,
  last_used_at_ms INTEGER,
  last_address TEXT,
  revoked_at_ms INTEGER
);
CREATE INDEX tokens_workspace ON tokens(workspace_id);

-- Failed tries of signing in, by account and network and by account alone.
CREATE TABLE sign_in_failures (
  key TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at_ms INTEGER NOT NULL
) WITHOUT ROWID;
