insert into lesson values ('0b7d2c1e-3f4a-4b5c-8d6e-7f8091a2b3c4', 'Geometry');
insert into lesson values ('1c8e3d2f-4a5b-4c6d-9e7f-8091a2b3c4d5', 'Latin');
insert into pupil values ('0b7d2c1e-3f4a-4b5c-8d6e-7f8091a2b3c4', 'ann');
insert into pupil values ('0b7d2c1e-3f4a-4b5c-8d6e-7f8091a2b3c4', 'bob');
insert into pupil values ('1c8e3d2f-4a5b-4c6d-9e7f-8091a2b3c4d5', 'ann');
insert into pupil values ('1c8e3d2f-4a5b-4c6d-9e7f-8091a2b3c4d5', 'cem');
