BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	role TEXT NOT NULL, 
	person_id INTEGER, 
	password TEXT, 
	invitation TEXT, 
	invited_until DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT uq_account_uid UNIQUE (uid), 
	CONSTRAINT uq_account_name_key UNIQUE (name_key), 
	CONSTRAINT uq_account_person_id UNIQUE (person_id), 
	CONSTRAINT uq_account_invitation UNIQUE (invitation), 
	CONSTRAINT fk_account_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE body_mass (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	mass_kg DOUBLE NOT NULL, 
	CONSTRAINT pk_body_mass PRIMARY KEY (id), 
	CONSTRAINT uq_body_mass_uid UNIQUE (uid), 
	CONSTRAINT fk_body_mass_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "body_mass" VALUES(1,'cec4c8a4bf1e486a8649bc3940347a8d',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,61.3);
INSERT INTO "body_mass" VALUES(2,'ddafb1c594a658f4864b6572cbb1ea86',2,'2026-11-02','2026-11-02 12:00:00.000000',NULL,NULL,0,80.0);
CREATE TABLE coached (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_coached PRIMARY KEY (id), 
	CONSTRAINT fk_coached_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE, 
	CONSTRAINT fk_coached_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE copy_made (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	path TEXT NOT NULL, 
	made_at DATETIME NOT NULL, 
	person_id INTEGER, 
	CONSTRAINT pk_copy_made PRIMARY KEY (id), 
	CONSTRAINT fk_copy_made_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE equipment (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	toml TEXT NOT NULL, 
	options TEXT NOT NULL, 
	CONSTRAINT pk_equipment PRIMARY KEY (id), 
	CONSTRAINT uq_equipment_uid UNIQUE (uid), 
	CONSTRAINT fk_equipment_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "equipment" VALUES(1,'45a6b7bc30144699ae5be5604b3f6e46',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,'2026-11-02 12:00:00.000000',0,'[bands]
','{"minutes":60}');
INSERT INTO "equipment" VALUES(2,'ae2007389faa4b9b873704658d14eefd',1,'2026-03-02','2026-11-02 12:00:00.000000','45a6b7bc30144699ae5be5604b3f6e46',NULL,0,'[bands]
mine = "grün"
','{"minutes":90,"pinned":["a_skip"]}');
CREATE TABLE hipdrive_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT hipdrive_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "hipdrive_version" VALUES('0005');
CREATE TABLE link (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	shows TEXT NOT NULL, 
	token TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME, 
	CONSTRAINT pk_link PRIMARY KEY (id), 
	CONSTRAINT uq_link_uid UNIQUE (uid), 
	CONSTRAINT uq_link_token UNIQUE (token), 
	CONSTRAINT fk_link_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE logged_set (
	id INTEGER NOT NULL, 
	session_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	current BOOLEAN NOT NULL, 
	exercise TEXT NOT NULL, 
	side TEXT NOT NULL, 
	reps INTEGER, 
	distance_m DOUBLE, 
	hold_s DOUBLE, 
	load TEXT, 
	load_kg DOUBLE, 
	rir DOUBLE, 
	rpe DOUBLE, 
	faults TEXT NOT NULL, 
	skipped BOOLEAN NOT NULL, 
	CONSTRAINT pk_logged_set PRIMARY KEY (id), 
	CONSTRAINT fk_logged_set_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE, 
	CONSTRAINT fk_logged_set_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "logged_set" VALUES(1,1,1,1,'2026-03-02',0,'cable_hip_flexion','left',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(2,1,2,1,'2026-03-02',0,'cable_hip_flexion','left',7,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(3,1,3,1,'2026-03-02',0,'cable_hip_flexion','right',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(4,1,4,1,'2026-03-02',0,'cable_hip_flexion','right',8,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(5,1,5,1,'2026-03-02',0,'plank_knee_drive','both',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',1);
INSERT INTO "logged_set" VALUES(6,1,6,1,'2026-03-02',0,'bent_knee_march','both',20,NULL,1.5,'band:green*2',NULL,NULL,NULL,'["no twist"]',0);
INSERT INTO "logged_set" VALUES(7,1,7,1,'2026-03-02',0,'a_skip','both',NULL,20.0,NULL,NULL,NULL,NULL,7.5,'[]',0);
INSERT INTO "logged_set" VALUES(8,2,1,1,'2026-03-02',1,'cable_hip_flexion','left',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(9,2,2,1,'2026-03-02',1,'cable_hip_flexion','left',6,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(10,2,3,1,'2026-03-02',1,'cable_hip_flexion','right',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(11,2,4,1,'2026-03-02',1,'cable_hip_flexion','right',8,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(12,2,5,1,'2026-03-02',1,'plank_knee_drive','both',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',1);
INSERT INTO "logged_set" VALUES(13,2,6,1,'2026-03-02',1,'bent_knee_march','both',20,NULL,1.5,'band:green*2',NULL,NULL,NULL,'["no twist"]',0);
INSERT INTO "logged_set" VALUES(14,2,7,1,'2026-03-02',1,'a_skip','both',NULL,20.0,NULL,NULL,NULL,NULL,7.5,'[]',0);
INSERT INTO "logged_set" VALUES(15,3,1,1,'2026-03-04',0,'cable_hip_flexion','left',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(16,3,2,1,'2026-03-04',0,'cable_hip_flexion','left',7,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(17,3,3,1,'2026-03-04',0,'cable_hip_flexion','right',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(18,3,4,1,'2026-03-04',0,'cable_hip_flexion','right',8,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(19,3,5,1,'2026-03-04',0,'plank_knee_drive','both',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',1);
INSERT INTO "logged_set" VALUES(20,3,6,1,'2026-03-04',0,'bent_knee_march','both',20,NULL,1.5,'band:green*2',NULL,NULL,NULL,'["no twist"]',0);
INSERT INTO "logged_set" VALUES(21,3,7,1,'2026-03-04',0,'a_skip','both',NULL,20.0,NULL,NULL,NULL,NULL,7.5,'[]',0);
INSERT INTO "logged_set" VALUES(22,5,1,2,'2026-03-03',1,'cable_hip_flexion','left',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(23,5,2,2,'2026-03-03',1,'cable_hip_flexion','left',7,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(24,5,3,2,'2026-03-03',1,'cable_hip_flexion','right',8,NULL,NULL,'12.5kg',12.5,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(25,5,4,2,'2026-03-03',1,'cable_hip_flexion','right',8,NULL,NULL,'15kg',15.0,2.0,NULL,'[]',0);
INSERT INTO "logged_set" VALUES(26,5,5,2,'2026-03-03',1,'plank_knee_drive','both',NULL,NULL,NULL,NULL,NULL,NULL,NULL,'[]',1);
INSERT INTO "logged_set" VALUES(27,5,6,2,'2026-03-03',1,'bent_knee_march','both',20,NULL,1.5,'band:green*2',NULL,NULL,NULL,'["no twist"]',0);
INSERT INTO "logged_set" VALUES(28,5,7,2,'2026-03-03',1,'a_skip','both',NULL,20.0,NULL,NULL,NULL,NULL,7.5,'[]',0);
CREATE TABLE login (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	token TEXT NOT NULL, 
	created_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_login PRIMARY KEY (id), 
	CONSTRAINT uq_login_token UNIQUE (token), 
	CONSTRAINT fk_login_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE TABLE pain (
	id INTEGER NOT NULL, 
	session_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	current BOOLEAN NOT NULL, 
	felt TEXT NOT NULL, 
	level INTEGER NOT NULL, 
	site TEXT NOT NULL, 
	side TEXT, 
	exercise TEXT, 
	CONSTRAINT pk_pain PRIMARY KEY (id), 
	CONSTRAINT fk_pain_session_id FOREIGN KEY(session_id) REFERENCES session (id) ON DELETE CASCADE, 
	CONSTRAINT fk_pain_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "pain" VALUES(1,1,1,1,'2026-03-02',0,'during',2,'front_of_hip','left','cable_hip_flexion');
INSERT INTO "pain" VALUES(2,1,2,1,'2026-03-02',0,'next_morning',1,'elsewhere',NULL,NULL);
INSERT INTO "pain" VALUES(3,2,1,1,'2026-03-02',1,'during',2,'front_of_hip','left','cable_hip_flexion');
INSERT INTO "pain" VALUES(4,2,2,1,'2026-03-02',1,'next_morning',1,'elsewhere',NULL,NULL);
INSERT INTO "pain" VALUES(5,3,1,1,'2026-03-04',0,'during',2,'front_of_hip','left','cable_hip_flexion');
INSERT INTO "pain" VALUES(6,3,2,1,'2026-03-04',0,'next_morning',1,'elsewhere',NULL,NULL);
INSERT INTO "pain" VALUES(7,5,1,2,'2026-03-03',1,'during',2,'front_of_hip','left','cable_hip_flexion');
INSERT INTO "pain" VALUES(8,5,2,2,'2026-03-03',1,'next_morning',1,'elsewhere',NULL,NULL);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	sex TEXT NOT NULL, 
	height_m DOUBLE NOT NULL, 
	born DATE, 
	consent_on DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id), 
	CONSTRAINT uq_person_name_key UNIQUE (name_key), 
	CONSTRAINT uq_person_uid UNIQUE (uid)
);
INSERT INTO "person" VALUES(1,'2843de2fc3df46ff98ec0c6e61c4b742','Anna Quaßowski-Überall','anna quassowski-überall','female',1.703,'1990-02-28','2026-01-05','2026-11-02 12:00:00.000000');
INSERT INTO "person" VALUES(2,'1925a1592bdb4bcfbcc6e242b6d9d55b','Bo','bo','male',1.8,NULL,'2026-01-06','2026-11-02 12:00:00.000000');
CREATE TABLE "plan" (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	active BOOLEAN NOT NULL, 
	document TEXT NOT NULL, 
	programme TEXT NOT NULL, 
	CONSTRAINT pk_plan PRIMARY KEY (id), 
	CONSTRAINT uq_plan_uid UNIQUE (uid), 
	CONSTRAINT fk_plan_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "plan" VALUES(1,'44dd9464139642bbbf01a52e4b39504a',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,0,'{"schema":"hipdrive.plan/1"}','[{"exercise":"a_skip"}]');
INSERT INTO "plan" VALUES(2,'a0c5141354b24d32b5d660a1412bbb69',1,'2026-04-01','2026-11-02 12:00:00.000000',NULL,NULL,0,1,'{"schema":"hipdrive.plan/1","weeks":6}','[]');
CREATE TABLE run (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	file_name TEXT NOT NULL, 
	document TEXT, 
	CONSTRAINT pk_run PRIMARY KEY (id), 
	CONSTRAINT uq_run_uid UNIQUE (uid), 
	CONSTRAINT fk_run_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "run" VALUES(1,'9645da9371c245c5bcf180232d942269',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,'run.c3d','{"schema":"hipdrive.run/1","speed_m_s":3.5,"notes":[]}');
INSERT INTO "run" VALUES(2,'9fda9788b4bc491eb297ab34594d6ebb',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,'other.c3d',NULL);
CREATE TABLE screen (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	age_years INTEGER, 
	yes TEXT NOT NULL, 
	CONSTRAINT pk_screen PRIMARY KEY (id), 
	CONSTRAINT uq_screen_uid UNIQUE (uid), 
	CONSTRAINT fk_screen_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "screen" VALUES(1,'db008bac04264978b495914e71ee682d',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,36,'{"night_pain":false,"back_pain":true}');
CREATE TABLE sent_piece (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	session CHAR(32) NOT NULL, 
	kind TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	content TEXT, 
	CONSTRAINT pk_sent_piece PRIMARY KEY (id), 
	CONSTRAINT uq_sent_piece_uid UNIQUE (uid), 
	CONSTRAINT fk_sent_piece_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "sent_piece" VALUES(1,'00000000000000000000000000000006',1,'2026-03-07','2026-11-02 12:00:00.000000',NULL,NULL,0,'00000000000000000000000000000005','set',1,2,'{"exercise":"cable_hip_flexion","side":"left","reps":5,"distance_m":null,"hold_s":null,"load":"12.5kg","rir":2.0,"rpe":null,"faults":[],"skipped":false}');
INSERT INTO "sent_piece" VALUES(2,'00000000000000000000000000000007',1,'2026-03-07','2026-11-02 12:00:00.000000',NULL,NULL,0,'00000000000000000000000000000005','note',1,1,NULL);
CREATE TABLE session (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	skipped BOOLEAN NOT NULL, 
	note TEXT NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (id), 
	CONSTRAINT uq_session_uid UNIQUE (uid), 
	CONSTRAINT fk_session_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "session" VALUES(1,'a7730d8b94e149f3a2ab1054074d177a',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,'2026-11-02 12:00:00.000000',0,0,'Hüfte
sagte "au", dann; gutund=1');
INSERT INTO "session" VALUES(2,'44c7f557169b4651a255c40abefcd865',1,'2026-03-02','2026-11-02 12:00:00.000000','a7730d8b94e149f3a2ab1054074d177a',NULL,0,0,'Hüfte
sagte "au", dann; gutund=1');
INSERT INTO "session" VALUES(3,'243d2410183c4b2f809aae00ac8e594f',1,'2026-03-04','2026-11-02 12:00:00.000000',NULL,'2026-11-02 12:00:00.000000',1,0,'');
INSERT INTO "session" VALUES(4,'ac118f2160eb4236a9f4dd0b0d551815',1,'2026-03-06','2026-11-02 12:00:00.000000',NULL,NULL,0,1,'');
INSERT INTO "session" VALUES(5,'46c2f4b8fb5648e6a22a014ad55e3531',2,'2026-03-03','2026-11-02 12:00:00.000000',NULL,NULL,0,0,'');
CREATE TABLE set_up (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	exercise TEXT NOT NULL, 
	name TEXT NOT NULL, 
	name_key TEXT NOT NULL, 
	set_up TEXT NOT NULL, 
	CONSTRAINT pk_set_up PRIMARY KEY (id), 
	CONSTRAINT uq_set_up_uid UNIQUE (uid), 
	CONSTRAINT fk_set_up_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "set_up" VALUES(1,'17f8609f3a4d46c3b32bef72c1d6ac43',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,'2026-11-02 12:00:00.000000',1,'cable_hip_flexion','Ümlenkrolle =tief','ümlenkrolle =tief','{"pulley_y_m":0.30000000000000004,"side":"left"}');
INSERT INTO "set_up" VALUES(2,'0040a1a8e89a4717bbd01615ffe26810',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,'cable_hip_flexion','ümlenkrolle =TIEF','ümlenkrolle =tief','{"stack_kg":12.5}');
CREATE TABLE test_result (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	protocol TEXT NOT NULL, 
	side TEXT, 
	value DOUBLE, 
	passed BOOLEAN, 
	details TEXT NOT NULL, 
	CONSTRAINT pk_test_result PRIMARY KEY (id), 
	CONSTRAINT uq_test_result_uid UNIQUE (uid), 
	CONSTRAINT fk_test_result_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "test_result" VALUES(1,'4f97ccd752e8477e8ec0eb04af2fd34b',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,'2026-11-02 12:00:00.000000',0,'hip_strength','left',3.00000000000000044408e-01,NULL,'{"lever_m":0.35,"device":"fixed"}');
INSERT INTO "test_result" VALUES(2,'4dae4ef43e4c4c56b836f8604b4d103a',1,'2026-03-02','2026-11-02 12:00:00.000000','4f97ccd752e8477e8ec0eb04af2fd34b',NULL,0,'hip_strength','left',88.0,NULL,'{"lever_m":0.36}');
INSERT INTO "test_result" VALUES(3,'88ec9d4099b743c3af57306d81e27148',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,'thomas','right',NULL,0,'{}');
CREATE TABLE watch_run (
	id INTEGER NOT NULL, 
	uid CHAR(32) NOT NULL, 
	person_id INTEGER NOT NULL, 
	on_day DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	corrects CHAR(32), 
	superseded_at DATETIME, 
	deleted BOOLEAN NOT NULL, 
	file_name TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	document TEXT NOT NULL, 
	CONSTRAINT pk_watch_run PRIMARY KEY (id), 
	CONSTRAINT uq_watch_run_uid UNIQUE (uid), 
	CONSTRAINT fk_watch_run_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
INSERT INTO "watch_run" VALUES(1,'cb5eb17b5cb75465b1014249e4c46cb5',1,'2026-03-02','2026-11-02 12:00:00.000000',NULL,NULL,0,'run.fit','abababababababababababababababababababababababababababababababab','{"schema":"hipdrive.watch_run/1"}');
CREATE INDEX ix_body_mass_person_id_on_day ON body_mass (person_id, on_day);
CREATE INDEX ix_test_result_person_id_on_day ON test_result (person_id, on_day);
CREATE INDEX ix_screen_person_id_on_day ON screen (person_id, on_day);
CREATE INDEX ix_equipment_person_id_on_day ON equipment (person_id, on_day);
CREATE INDEX ix_run_person_id_on_day ON run (person_id, on_day);
CREATE INDEX ix_plan_person_id_on_day ON "plan" (person_id, on_day);
CREATE INDEX ix_session_person_id_on_day ON session (person_id, on_day);
CREATE UNIQUE INDEX uq_logged_set_session_id_number ON logged_set (session_id, number);
CREATE UNIQUE INDEX uq_pain_session_id_number ON pain (session_id, number);
CREATE UNIQUE INDEX ix_plan_active ON "plan" (person_id) WHERE active;
CREATE INDEX ix_logged_set_progress ON logged_set (person_id, current, exercise, on_day, side, load, load_kg, reps, hold_s, distance_m, skipped);
CREATE INDEX ix_pain_person_id_on_day ON pain (person_id, on_day);
CREATE INDEX ix_copy_made_person_id ON copy_made (person_id);
CREATE INDEX ix_login_account_id ON login (account_id);
CREATE UNIQUE INDEX uq_coached_person_id_account_id ON coached (person_id, account_id);
CREATE INDEX ix_coached_account_id ON coached (account_id);
CREATE INDEX ix_link_person_id ON link (person_id);
CREATE INDEX ix_sent_piece_person_id_on_day ON sent_piece (person_id, on_day);
CREATE INDEX ix_sent_piece_session ON sent_piece (session);
CREATE INDEX ix_watch_run_person_id_on_day ON watch_run (person_id, on_day);
CREATE INDEX ix_set_up_person_id_on_day ON set_up (person_id, on_day);
CREATE UNIQUE INDEX uq_set_up_person_id_name_key ON set_up (person_id, name_key) WHERE superseded_at IS NULL;
COMMIT;
