-- The staff survey, every May and November, without names.
-- STORY slow branch: at South, people lose heart as answers take longer.

copy (
    with asked as (
        select
            row_number() over (order by survey_no, branch_no, person_no) as answer_no,
            [
                date '2023-05-09', date '2023-11-14', date '2024-05-14', date '2024-11-12', date '2025-05-13', date '2025-11-11'
            ][survey_no + 1] as survey_day,
            survey_no,
            branch_no,
            branch
        from range(6) as surveys(survey_no), branches, range(share // 4) as people(person_no)
    )
    select
        format('E{:05d}', answer_no) as answer_id,
        survey_day + pick(answer_no, 'day', 8)::int as surveyed_on,
        branch,
        chance(answer_no, 'engaged', case branch_no when 2 then 70000 - 5000 * survey_no else 70000 + 1500 * branch_no end) as engaged
    from asked
    -- not everybody answers
    where chance(answer_no, 'answers', 82000)
    order by answer_no
) to (getvariable('folder') || '/staff.csv') (header, delimiter ',');
