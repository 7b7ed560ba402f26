-- Where in an older report a claim stands, what of the registers it is about, and why nothing can be.

alter table printed_figure
  add column chapter text,
  add column figure text,
  add column figure_place text,
  add column remark text;
comment on column printed_figure.chapter is 'The chapter of the report in which it stands.';
comment on column printed_figure.figure is 'The figure that gives it, by name; null where a rule of a register finds it, or none does.';
comment on column printed_figure.figure_place is 'The place in that figure, as "unit=CPB, kind=workshop"; the year is the period.';
comment on column printed_figure.remark is 'What who read it says of it: above all why the registers cannot give it.';
