create table lesson (id uuid primary key, title varchar(100) not null);
create table pupil (lesson uuid not null references lesson, person varchar(100) not null, primary key (lesson, person));
