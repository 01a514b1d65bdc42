//! Tests of `law`, named after the articles; each decision is told in one line by `told`.

mod absence;
mod age;
mod agreement;
mod choice;
mod dates;
mod elsewhere;
mod exclusion;
mod profile;
mod residence;
mod stay;
mod timetable;
