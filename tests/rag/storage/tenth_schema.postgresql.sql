SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.answers (
    chat character varying(32) NOT NULL,
    question integer NOT NULL,
    thread integer NOT NULL,
    asker character varying(32) NOT NULL,
    asked text NOT NULL,
    language character varying(8) NOT NULL,
    messages json NOT NULL,
    last integer,
    answer text,
    at timestamp without time zone NOT NULL,
    claimed timestamp without time zone,
    holder character varying(64),
    kind character varying(16) DEFAULT 'question'::character varying NOT NULL
);
CREATE TABLE public.audit (
    id integer NOT NULL,
    at timestamp without time zone NOT NULL,
    who text NOT NULL,
    action character varying(32) NOT NULL,
    detail text NOT NULL,
    old_version integer,
    new_version integer,
    told boolean DEFAULT true NOT NULL
);
CREATE SEQUENCE public.audit_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.audit_id_seq OWNED BY public.audit.id;
CREATE TABLE public.beats (
    holder character varying(64) NOT NULL,
    beat bigint NOT NULL
);
CREATE TABLE public.choices (
    chat character varying(32) NOT NULL,
    report text NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE public.citations (
    id character varying(16) NOT NULL,
    report character varying(64) NOT NULL,
    section json NOT NULL,
    start integer NOT NULL,
    "end" integer NOT NULL,
    version integer NOT NULL,
    at timestamp without time zone NOT NULL,
    left_version integer,
    left_at timestamp without time zone
);
CREATE TABLE public.cited_reports (
    key character varying(64) NOT NULL,
    report text NOT NULL
);
CREATE TABLE public.drafts (
    version integer NOT NULL,
    base integer,
    at timestamp without time zone NOT NULL,
    who text NOT NULL,
    added text NOT NULL,
    taken json NOT NULL,
    stamps json NOT NULL,
    lost json NOT NULL
);
CREATE TABLE public.files (
    sha256 character varying(64) NOT NULL,
    content bytea NOT NULL
);
CREATE TABLE public.inbox (
    bot bigint NOT NULL,
    id bigint NOT NULL,
    lane character varying(32) NOT NULL,
    person character varying(32) NOT NULL,
    received timestamp without time zone NOT NULL,
    ready bigint,
    body text,
    state character varying(16) NOT NULL,
    holder character varying(64),
    tries integer NOT NULL,
    kind character varying(16) DEFAULT 'message'::character varying NOT NULL,
    message bigint DEFAULT '0'::bigint NOT NULL
);
CREATE TABLE public.installation (
    id character varying(8) NOT NULL
);
CREATE TABLE public.pins (
    key character varying(64) NOT NULL,
    question text NOT NULL,
    sentence character varying(16) NOT NULL,
    quote text NOT NULL,
    report text NOT NULL,
    who text NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE public.publications (
    id integer NOT NULL,
    at timestamp without time zone NOT NULL,
    who text NOT NULL,
    kind character varying(16) NOT NULL,
    version integer NOT NULL
);
CREATE SEQUENCE public.publications_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.publications_id_seq OWNED BY public.publications.id;
CREATE TABLE public.quiet (
    chat character varying(32) NOT NULL,
    at timestamp without time zone NOT NULL
);
CREATE TABLE public.reports (
    key character varying(64) NOT NULL,
    name text NOT NULL,
    text text NOT NULL,
    file text NOT NULL,
    sha256 character varying(64) NOT NULL,
    body text,
    region text,
    delivered date,
    year integer,
    speaker text,
    pages json NOT NULL
);
CREATE TABLE public.secret (
    key character varying(64) NOT NULL
);
CREATE TABLE public.version_reports (
    version integer NOT NULL,
    "position" integer NOT NULL,
    report character varying(64) NOT NULL
);
CREATE TABLE public.versions (
    number integer NOT NULL,
    id character varying(16) NOT NULL,
    made timestamp without time zone NOT NULL,
    state character varying(16) NOT NULL,
    reader character varying(64) NOT NULL,
    folder text NOT NULL,
    index character varying(16) NOT NULL,
    sentences integer NOT NULL,
    note text NOT NULL
);
CREATE SEQUENCE public.versions_number_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
ALTER SEQUENCE public.versions_number_seq OWNED BY public.versions.number;
CREATE TABLE public.votes (
    chat character varying(32) NOT NULL,
    question integer NOT NULL,
    voter character varying(32) NOT NULL,
    good boolean NOT NULL,
    reason character varying(16) NOT NULL,
    at timestamp without time zone NOT NULL
);
ALTER TABLE ONLY public.audit ALTER COLUMN id SET DEFAULT nextval('public.audit_id_seq'::regclass);
ALTER TABLE ONLY public.publications ALTER COLUMN id SET DEFAULT nextval('public.publications_id_seq'::regclass);
ALTER TABLE ONLY public.versions ALTER COLUMN number SET DEFAULT nextval('public.versions_number_seq'::regclass);
INSERT INTO public.alembic_version VALUES ('0010');
INSERT INTO public.answers VALUES ('815899c69d9f55950c3a8b7727492920', 10, 0, '815899c69d9f55950c3a8b7727492920', '湖山区新建小学几所', 'zh', '[11]', 11, '{"question":"湖山区新建小学几所","status":"answered","engine":"extractive","statements":[{"text":"湖山区：新建小学两所。","citations":[1]}],"citations":[{"id":"vhxrvn5p2ayo","report":"湖山区2025年政府工作报告","section":["二、2025年工作安排"],"quote":"新建小学两所。","start":121,"end":128,"number":1,"highlights":[[121,127]],"year":2025,"page":null}],"nearest":[],"version":"420768f1087f","language":"zh","reason":null,"seconds":{"retrieve":0.19689275499968062,"answer":7.011999969108729e-6},"confirmed":false}', '2026-11-29 11:09:22.797013', NULL, NULL, 'question');
INSERT INTO public.answers VALUES ('815899c69d9f55950c3a8b7727492920', 20, 0, '815899c69d9f55950c3a8b7727492920', '江湾市改造老旧小区多少个', 'zh', '[21]', 21, '{"question":"江湾市改造老旧小区多少个","status":"answered","engine":"extractive","statements":[{"text":"江湾市：改造老旧小区12个。","citations":[1]}],"citations":[{"id":"gtbtt4zd7ehl","report":"江湾市2025年政府工作报告","section":["二、2025年工作安排"],"quote":"生产总值增长5%以上，改造老旧小区12个。","start":67,"end":88,"number":1,"highlights":[[78,87]],"year":2025,"page":null}],"nearest":[],"version":"420768f1087f","language":"zh","reason":null,"seconds":{"retrieve":0.023813251000319724,"answer":3.7549998523900285e-6},"confirmed":false}', '2026-11-29 11:09:22.893038', NULL, NULL, 'question');
INSERT INTO public.answers VALUES ('815899c69d9f55950c3a8b7727492920', 30, 0, '815899c69d9f55950c3a8b7727492920', '机器人产业产值多少', 'zh', '[31]', 31, '{"question":"机器人产业产值多少","status":"not_in_report","engine":"extractive","statements":[],"citations":[],"nearest":[{"id":"2ewm7hvt3eme","report":"江湾市2025年政府工作报告","section":["一、2024年工作回顾","(一)经济运行平稳。"],"quote":"全市生产总值增长4.1%。","start":39,"end":52,"number":null,"highlights":[],"year":2024,"page":null},{"id":"224rx3tkpauv","report":"湖山区2025年政府工作报告","section":["二、2025年工作安排"],"quote":"主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。","start":90,"end":121,"number":null,"highlights":[],"year":2025,"page":null},{"id":"rip56pucpz4h","report":"湖山区2025年政府工作报告","section":["一、2024年工作回顾","(一)经济稳中有进。"],"quote":"全区生产总值增长5.8%，固定资产投资增长9%。","start":39,"end":63,"number":null,"highlights":[],"year":2024,"page":null}],"version":"420768f1087f","language":"zh","reason":"absent","seconds":{"retrieve":0.0390534650000518,"answer":4.586999693856342e-6},"confirmed":false}', '2026-11-29 11:09:22.992708', NULL, NULL, 'question');
INSERT INTO public.audit VALUES (1, '2026-11-29 11:09:22.358807', 'start', 'publish', '+湖山区2025年政府工作报告 +江湾市2025年政府工作报告', NULL, 1, false);
INSERT INTO public.audit VALUES (2, '2026-11-29 11:09:23.073775', 'telegram:1', 'pin', '要建多少所新学校 → vhxrvn5p2ayo', NULL, NULL, false);
INSERT INTO public.audit VALUES (3, '2026-11-29 11:09:23.112516', 'telegram:1', 'pin', '无关的问题 → vhxrvn5p2ayo', NULL, NULL, false);
INSERT INTO public.audit VALUES (4, '2026-11-29 11:09:23.144465', 'telegram:2', 'unpin', '无关的问题', NULL, NULL, false);
INSERT INTO public.audit VALUES (5, '2026-11-29 11:09:24.093768', 'telegram:1', 'publish', '~湖山区2025年政府工作报告', 1, 2, false);
INSERT INTO public.audit VALUES (6, '2026-11-29 11:09:24.960558', 'telegram:1', 'publish', '~湖山区2025年政府工作报告', 2, 3, false);
INSERT INTO public.audit VALUES (7, '2026-11-29 11:09:25.228961', 'telegram:2', 'rollback', '~湖山区2025年政府工作报告', 3, 2, false);
INSERT INTO public.choices VALUES ('815899c69d9f55950c3a8b7727492920', '江湾市2025年政府工作报告', '2026-11-29 11:09:23.1771');
INSERT INTO public.citations VALUES ('gtbtt4zd7ehl', '9240c0056246279623448b1f75cce493eec35623333833eb424018a7326e4279', '["\u4e8c\u30012025\u5e74\u5de5\u4f5c\u5b89\u6392"]', 67, 88, 1, '2026-11-29 11:09:22.869282', NULL, NULL);
INSERT INTO public.citations VALUES ('2ewm7hvt3eme', '9240c0056246279623448b1f75cce493eec35623333833eb424018a7326e4279', '["\u4e00\u30012024\u5e74\u5de5\u4f5c\u56de\u987e", "(\u4e00)\u7ecf\u6d4e\u8fd0\u884c\u5e73\u7a33\u3002"]', 39, 52, 1, '2026-11-29 11:09:22.96069', NULL, NULL);
INSERT INTO public.citations VALUES ('224rx3tkpauv', 'bfb8f3da6641127074dda56e483fdccb695b129820fa3e2cf694a94ad775241f', '["\u4e8c\u30012025\u5e74\u5de5\u4f5c\u5b89\u6392"]', 90, 121, 1, '2026-11-29 11:09:22.960702', NULL, NULL);
INSERT INTO public.citations VALUES ('rip56pucpz4h', 'bfb8f3da6641127074dda56e483fdccb695b129820fa3e2cf694a94ad775241f', '["\u4e00\u30012024\u5e74\u5de5\u4f5c\u56de\u987e", "(\u4e00)\u7ecf\u6d4e\u7a33\u4e2d\u6709\u8fdb\u3002"]', 39, 63, 1, '2026-11-29 11:09:22.960705', NULL, NULL);
INSERT INTO public.citations VALUES ('vhxrvn5p2ayo', 'bfb8f3da6641127074dda56e483fdccb695b129820fa3e2cf694a94ad775241f', '["\u4e8c\u30012025\u5e74\u5de5\u4f5c\u5b89\u6392"]', 121, 128, 1, '2026-11-29 11:09:22.764707', 2, '2026-11-29 11:09:24.076803');
INSERT INTO public.cited_reports VALUES ('bfb8f3da6641127074dda56e483fdccb695b129820fa3e2cf694a94ad775241f', '{"name":"湖山区2025年政府工作报告","text":"湖山区2025年政府工作报告\n\n一、2024年工作回顾\n\n(一)经济稳中有进。全区生产总值增长5.8%，固定资产投资增长9%。新增市场主体1.2万户。\n\n二、2025年工作安排\n\n主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。新建小学两所。\n","file":"a.txt","sha256":"c555368e52628f442b4714b44b1908f8dfd2888d70264896e4113237e599fe27","body":null,"region":"湖山区","delivered":null,"year":2025,"speaker":null,"pages":[]}');
INSERT INTO public.cited_reports VALUES ('9240c0056246279623448b1f75cce493eec35623333833eb424018a7326e4279', '{"name":"江湾市2025年政府工作报告","text":"江湾市2025年政府工作报告\n\n一、2024年工作回顾\n\n(一)经济运行平稳。全市生产总值增长4.1%。\n\n二、2025年工作安排\n\n生产总值增长5%以上，改造老旧小区12个。\n","file":"b.txt","sha256":"757d70afd0c120da76b57f5ed7a97329cc3786c5ee570d404ecd7b6707471c57","body":null,"region":"江湾市","delivered":null,"year":2025,"speaker":null,"pages":[]}');
INSERT INTO public.drafts VALUES (4, 2, '2026-11-29 11:09:26.532528', 'telegram:3', '', '[]', '[["", "fb7273dac8112135"], ["a.txt", "8bec9192593f105cbade4427a594aadcbb400b13c181c9c2dfa5a4f2f08388ed"], ["b.txt", "0f0f3b48af7c721855c888d90942e26f5a048d977d031dd5408850234337b73a"]]', '[]');
INSERT INTO public.files VALUES ('c555368e52628f442b4714b44b1908f8dfd2888d70264896e4113237e599fe27', '\xe6b996e5b1b1e58cba32303235e5b9b4e694bfe5ba9ce5b7a5e4bd9ce68aa5e5918a0a0ae4b880e3808132303234e5b9b4e5b7a5e4bd9ce59b9ee9a1be0a0a28e4b88029e7bb8fe6b58ee7a8b3e4b8ade69c89e8bf9be38082e585a8e58cbae7949fe4baa7e680bbe580bce5a29ee995bf352e3825efbc8ce59bbae5ae9ae8b584e4baa7e68a95e8b584e5a29ee995bf3925e38082e696b0e5a29ee5b882e59cbae4b8bbe4bd93312e32e4b887e688b7e380820a0ae4ba8ce3808132303235e5b9b4e5b7a5e4bd9ce5ae89e68e920a0ae4b8bbe8a681e9a284e69c9fe79baee6a087e698af3ae7949fe4baa7e680bbe580bce5a29ee995bf3625e5b7a6e58fb3efbc8ce59f8ee99587e696b0e5a29ee5b0b1e4b89a33303030e4babae38082e696b0e5bbbae5b08fe5ada6e4b8a4e68980e380820a');
INSERT INTO public.files VALUES ('757d70afd0c120da76b57f5ed7a97329cc3786c5ee570d404ecd7b6707471c57', '\xe6b19fe6b9bee5b88232303235e5b9b4e694bfe5ba9ce5b7a5e4bd9ce68aa5e5918a0a0ae4b880e3808132303234e5b9b4e5b7a5e4bd9ce59b9ee9a1be0a0a28e4b88029e7bb8fe6b58ee8bf90e8a18ce5b9b3e7a8b3e38082e585a8e5b882e7949fe4baa7e680bbe580bce5a29ee995bf342e3125e380820a0ae4ba8ce3808132303235e5b9b4e5b7a5e4bd9ce5ae89e68e920a0ae7949fe4baa7e680bbe580bce5a29ee995bf3525e4bba5e4b88aefbc8ce694b9e980a0e88081e697a7e5b08fe58cba3132e4b8aae380820a');
INSERT INTO public.files VALUES ('23a1902885f54dc41f11edcd8fdc6f75e6c14a0528e83dd6b0c90b8625d317ea', '\xe6b996e5b1b1e58cba32303235e5b9b4e694bfe5ba9ce5b7a5e4bd9ce68aa5e5918a0a0ae4b880e3808132303234e5b9b4e5b7a5e4bd9ce59b9ee9a1be0a0a28e4b88029e7bb8fe6b58ee7a8b3e4b8ade69c89e8bf9be38082e585a8e58cbae7949fe4baa7e680bbe580bce5a29ee995bf352e3825efbc8ce59bbae5ae9ae8b584e4baa7e68a95e8b584e5a29ee995bf3925e38082e696b0e5a29ee5b882e59cbae4b8bbe4bd93312e32e4b887e688b7e380820a0ae4ba8ce3808132303235e5b9b4e5b7a5e4bd9ce5ae89e68e920a0ae4b8bbe8a681e9a284e69c9fe79baee6a087e698af3ae7949fe4baa7e680bbe580bce5a29ee995bf3625e5b7a6e58fb3efbc8ce59f8ee99587e696b0e5a29ee5b0b1e4b89a33303030e4babae38082e696b0e5bbbae5b08fe5ada633e68980e380820a');
INSERT INTO public.files VALUES ('8bec9192593f105cbade4427a594aadcbb400b13c181c9c2dfa5a4f2f08388ed', '\xe6b996e5b1b1e58cba32303235e5b9b4e694bfe5ba9ce5b7a5e4bd9ce68aa5e5918a0a0ae4b880e3808132303234e5b9b4e5b7a5e4bd9ce59b9ee9a1be0a0a28e4b88029e7bb8fe6b58ee7a8b3e4b8ade69c89e8bf9be38082e585a8e58cbae7949fe4baa7e680bbe580bce5a29ee995bf352e3825efbc8ce59bbae5ae9ae8b584e4baa7e68a95e8b584e5a29ee995bf3925e38082e696b0e5a29ee5b882e59cbae4b8bbe4bd93312e32e4b887e688b7e380820a0ae4ba8ce3808132303235e5b9b4e5b7a5e4bd9ce5ae89e68e920a0ae4b8bbe8a681e9a284e69c9fe79baee6a087e698af3ae7949fe4baa7e680bbe580bce5a29ee995bf3625e5b7a6e58fb3efbc8ce59f8ee99587e696b0e5a29ee5b0b1e4b89a33303030e4babae38082e696b0e5bbbae5b08fe5ada634e68980e380820a');
INSERT INTO public.files VALUES ('0f0f3b48af7c721855c888d90942e26f5a048d977d031dd5408850234337b73a', '\xe6b19fe6b9bee5b88232303235e5b9b4e694bfe5ba9ce5b7a5e4bd9ce68aa5e5918a0a0ae4b880e3808132303234e5b9b4e5b7a5e4bd9ce59b9ee9a1be0a0a28e4b88029e7bb8fe6b58ee8bf90e8a18ce5b9b3e7a8b3e38082e585a8e5b882e7949fe4baa7e680bbe580bce5a29ee995bf342e3125e380820a0ae4ba8ce3808132303235e5b9b4e5b7a5e4bd9ce5ae89e68e920a0ae7949fe4baa7e680bbe580bce5a29ee995bf3525e4bba5e4b88aefbc8ce694b9e980a0e88081e697a7e5b08fe58cba3135e4b8aae380820a');
INSERT INTO public.installation VALUES ('45bc8565');
INSERT INTO public.pins VALUES ('f8b060b9446290c2bcc821fb70b985f358f7a50e1caf5557d07e1efba9a44574', '要建多少所新学校', 'vhxrvn5p2ayo', '新建小学两所。', '湖山区2025年政府工作报告', 'telegram:1', '2026-11-29 11:09:23.068447');
INSERT INTO public.publications VALUES (1, '2026-11-29 11:09:22.356493', 'start', 'publish', 1);
INSERT INTO public.publications VALUES (2, '2026-11-29 11:09:24.09297', 'telegram:1', 'publish', 2);
INSERT INTO public.publications VALUES (3, '2026-11-29 11:09:24.956712', 'telegram:1', 'publish', 3);
INSERT INTO public.publications VALUES (4, '2026-11-29 11:09:25.228145', 'telegram:2', 'rollback', 2);
INSERT INTO public.quiet VALUES ('11499c2b3d4ca96c5b3c685cc010196d', '2026-11-29 11:09:23.198128');
INSERT INTO public.reports VALUES ('bfb8f3da6641127074dda56e483fdccb695b129820fa3e2cf694a94ad775241f', '湖山区2025年政府工作报告', '湖山区2025年政府工作报告

一、2024年工作回顾

(一)经济稳中有进。全区生产总值增长5.8%，固定资产投资增长9%。新增市场主体1.2万户。

二、2025年工作安排

主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。新建小学两所。
', 'a.txt', 'c555368e52628f442b4714b44b1908f8dfd2888d70264896e4113237e599fe27', NULL, '湖山区', NULL, 2025, NULL, '[]');
INSERT INTO public.reports VALUES ('9240c0056246279623448b1f75cce493eec35623333833eb424018a7326e4279', '江湾市2025年政府工作报告', '江湾市2025年政府工作报告

一、2024年工作回顾

(一)经济运行平稳。全市生产总值增长4.1%。

二、2025年工作安排

生产总值增长5%以上，改造老旧小区12个。
', 'b.txt', '757d70afd0c120da76b57f5ed7a97329cc3786c5ee570d404ecd7b6707471c57', NULL, '江湾市', NULL, 2025, NULL, '[]');
INSERT INTO public.reports VALUES ('2117bbd45b2260f208b8b932564c37f43d0d0aa1f4b0370bad2c98132260ed29', '湖山区2025年政府工作报告', '湖山区2025年政府工作报告

一、2024年工作回顾

(一)经济稳中有进。全区生产总值增长5.8%，固定资产投资增长9%。新增市场主体1.2万户。

二、2025年工作安排

主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。新建小学3所。
', 'a.txt', '23a1902885f54dc41f11edcd8fdc6f75e6c14a0528e83dd6b0c90b8625d317ea', NULL, '湖山区', NULL, 2025, NULL, '[]');
INSERT INTO public.reports VALUES ('f31d1016e06f51e37d2130c4e856cb0ff2d1b19b6c4ff239369e3bfae9688c52', '湖山区2025年政府工作报告', '湖山区2025年政府工作报告

一、2024年工作回顾

(一)经济稳中有进。全区生产总值增长5.8%，固定资产投资增长9%。新增市场主体1.2万户。

二、2025年工作安排

主要预期目标是:生产总值增长6%左右，城镇新增就业3000人。新建小学4所。
', 'a.txt', '8bec9192593f105cbade4427a594aadcbb400b13c181c9c2dfa5a4f2f08388ed', NULL, '湖山区', NULL, 2025, NULL, '[]');
INSERT INTO public.reports VALUES ('efe21f45d3eadf45190340b100ed590973234a4b466386b0853af2b9a19cccd7', '江湾市2025年政府工作报告', '江湾市2025年政府工作报告

一、2024年工作回顾

(一)经济运行平稳。全市生产总值增长4.1%。

二、2025年工作安排

生产总值增长5%以上，改造老旧小区15个。
', 'b.txt', '0f0f3b48af7c721855c888d90942e26f5a048d977d031dd5408850234337b73a', NULL, '江湾市', NULL, 2025, NULL, '[]');
INSERT INTO public.secret VALUES ('75820982a0a2a096d354e08bef3d614f7870e94ef854faee0c18c9ced6ed492e');
INSERT INTO public.version_reports VALUES (1, 0, 'bfb8f3da6641127074dda56e483fdccb695b129820fa3e2cf694a94ad775241f');
INSERT INTO public.version_reports VALUES (1, 1, '9240c0056246279623448b1f75cce493eec35623333833eb424018a7326e4279');
INSERT INTO public.version_reports VALUES (2, 0, '2117bbd45b2260f208b8b932564c37f43d0d0aa1f4b0370bad2c98132260ed29');
INSERT INTO public.version_reports VALUES (2, 1, '9240c0056246279623448b1f75cce493eec35623333833eb424018a7326e4279');
INSERT INTO public.version_reports VALUES (3, 0, 'f31d1016e06f51e37d2130c4e856cb0ff2d1b19b6c4ff239369e3bfae9688c52');
INSERT INTO public.version_reports VALUES (3, 1, '9240c0056246279623448b1f75cce493eec35623333833eb424018a7326e4279');
INSERT INTO public.version_reports VALUES (4, 0, 'f31d1016e06f51e37d2130c4e856cb0ff2d1b19b6c4ff239369e3bfae9688c52');
INSERT INTO public.version_reports VALUES (4, 1, 'efe21f45d3eadf45190340b100ed590973234a4b466386b0853af2b9a19cccd7');
INSERT INTO public.versions VALUES (1, '420768f1087f', '2026-11-29 11:09:21.732643', 'ready', 'fb7273dac8112135', '/srv/reports', '746787f86557da3f', 14, '');
INSERT INTO public.versions VALUES (3, '678dd9b610c1', '2026-11-29 11:09:24.604805', 'ready', 'fb7273dac8112135', '/srv/reports', '2eda8a015c1e865b', 14, '');
INSERT INTO public.versions VALUES (2, '981d3bf8e649', '2026-11-29 11:09:23.794172', 'ready', 'fb7273dac8112135', '/srv/reports', '6c1b3a8ececb93ab', 14, '');
INSERT INTO public.versions VALUES (4, 'a619edb8f13f', '2026-11-29 11:09:26.120903', 'draft', 'fb7273dac8112135', '/srv/reports', '3ad374863d9695eb', 14, '');
INSERT INTO public.votes VALUES ('815899c69d9f55950c3a8b7727492920', 10, '815899c69d9f55950c3a8b7727492920', true, '', '2026-11-29 11:09:23.020478');
INSERT INTO public.votes VALUES ('815899c69d9f55950c3a8b7727492920', 30, '425de488e07c14cac6ed946228de9437', false, '', '2026-11-29 11:09:23.060536');
SELECT pg_catalog.setval('public.audit_id_seq', 7, true);
SELECT pg_catalog.setval('public.publications_id_seq', 4, true);
SELECT pg_catalog.setval('public.versions_number_seq', 1, false);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.answers
    ADD CONSTRAINT answers_pkey PRIMARY KEY (chat, question);
ALTER TABLE ONLY public.audit
    ADD CONSTRAINT audit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.beats
    ADD CONSTRAINT beats_pkey PRIMARY KEY (holder);
ALTER TABLE ONLY public.choices
    ADD CONSTRAINT choices_pkey PRIMARY KEY (chat);
ALTER TABLE ONLY public.citations
    ADD CONSTRAINT citations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.cited_reports
    ADD CONSTRAINT cited_reports_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.files
    ADD CONSTRAINT files_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (bot, id);
ALTER TABLE ONLY public.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pins
    ADD CONSTRAINT pins_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.quiet
    ADD CONSTRAINT quiet_pkey PRIMARY KEY (chat);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.secret
    ADD CONSTRAINT secret_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.version_reports
    ADD CONSTRAINT version_reports_pkey PRIMARY KEY (version, "position");
ALTER TABLE ONLY public.versions
    ADD CONSTRAINT versions_pkey PRIMARY KEY (number);
ALTER TABLE ONLY public.votes
    ADD CONSTRAINT votes_pkey PRIMARY KEY (chat, question, voter);
CREATE INDEX ix_answers_asker ON public.answers USING btree (chat, thread, asker);
CREATE INDEX ix_answers_at ON public.answers USING btree (at);
CREATE INDEX ix_answers_last ON public.answers USING btree (chat, last);
CREATE INDEX ix_inbox_person ON public.inbox USING btree (person, received);
CREATE INDEX ix_inbox_state ON public.inbox USING btree (state, lane);
CREATE INDEX ix_version_reports_report ON public.version_reports USING btree (report);
CREATE INDEX ix_versions_id ON public.versions USING btree (id);
CREATE INDEX ix_votes_at ON public.votes USING btree (at);
ALTER TABLE ONLY public.citations
    ADD CONSTRAINT citations_report_fkey FOREIGN KEY (report) REFERENCES public.cited_reports(key);
ALTER TABLE ONLY public.drafts
    ADD CONSTRAINT drafts_version_fkey FOREIGN KEY (version) REFERENCES public.versions(number);
ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_version_fkey FOREIGN KEY (version) REFERENCES public.versions(number);
ALTER TABLE ONLY public.reports
    ADD CONSTRAINT reports_sha256_fkey FOREIGN KEY (sha256) REFERENCES public.files(sha256);
ALTER TABLE ONLY public.version_reports
    ADD CONSTRAINT version_reports_report_fkey FOREIGN KEY (report) REFERENCES public.reports(key);
ALTER TABLE ONLY public.version_reports
    ADD CONSTRAINT version_reports_version_fkey FOREIGN KEY (version) REFERENCES public.versions(number);
