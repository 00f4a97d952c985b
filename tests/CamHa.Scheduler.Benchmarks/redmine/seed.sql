-- For peers.sh, over Redmine's own default data: the same units, addresses and assignments as in Scale/OneCampaign.cs.
INSERT INTO projects (name, identifier, is_public, status, lft, rgt, created_on, updated_on)
VALUES ('Xây dựng nông thôn mới', 'ntm', TRUE, 1, 1, 2, now(), now());
INSERT INTO projects_trackers SELECT p.id, t.id FROM projects AS p, trackers AS t;
INSERT INTO enabled_modules (project_id, name) SELECT id, 'issue_tracking' FROM projects;
INSERT INTO users (login, firstname, lastname, status, language, type, mail_notification, created_on, updated_on)
SELECT format('u%s', lpad(u::text, 5, '0')), 'Ban Phát triển', 'thôn số ' || u, 1, 'vi', 'User', 'only_my_events', now(), now()
FROM generate_series(3, 2 + :units) AS u;
INSERT INTO email_addresses (user_id, address, is_default, created_on, updated_on)
SELECT id, login || '@camha.example', TRUE, now(), now() FROM users WHERE login LIKE 'u%';
INSERT INTO members (user_id, project_id, created_on) SELECT u.id, p.id, now() FROM users AS u, projects AS p WHERE u.login LIKE 'u%';
INSERT INTO member_roles (member_id, role_id) SELECT m.id, (SELECT min(id) FROM roles WHERE builtin = 0) FROM members AS m;
INSERT INTO issues (tracker_id, project_id, subject, due_date, status_id, assigned_to_id, priority_id, author_id, created_on, updated_on,
    lft, rgt)
SELECT (SELECT min(id) FROM trackers), (SELECT id FROM projects),
    'Hoàn thành nội dung số ' || a || ' của bộ tiêu chí xã nông thôn mới', current_date, (SELECT min(id) FROM issue_statuses),
    u.id, (SELECT min(id) FROM enumerations WHERE type = 'IssuePriority'), (SELECT min(id) FROM users WHERE admin), now(), now(), 1, 2
FROM generate_series(1, :assignments) AS a JOIN users AS u ON u.login = format('u%s', lpad((3 + a % :units)::text, 5, '0'));
UPDATE issues SET root_id = id;
ANALYZE;
