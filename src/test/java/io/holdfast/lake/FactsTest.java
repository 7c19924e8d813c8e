package io.holdfast.lake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactsTest {

    @Test
    void a_query_that_reads_no_name_reads_facts_alone() {
        assertThat(Facts.alone("""
                        -- customers by name of their branch
                        select c.branch, count(*) from Customers c
                        left join feedback on feedback_id = '1' and 2 * c.n > 1
                        where exists (select 1 from customers)
                        """)).isEqualTo("""
                        -- customers by name of their branch
                        select c.branch, count(*) from customers_facts c
                        left join feedback_facts on feedback_id = '1' and 2 * c.n > 1
                        where exists (select 1 from customers_facts)
                        """);
    }

    static Stream<String> queries() {
        return Stream.of(
                "select NAME from customers",
                "select * from customers",
                "select c.* from customers c",
                "select branch, * from customers",
                "select customers.branch from customers",
                "with customers as (select 1 as branch) select branch from customers",
                "select length(text) from feedback",
                "select customer_id from orders join customer_months using (customer_id)");
    }

    @ParameterizedTest
    @MethodSource("queries")
    void where_it_reads_one_or_might_the_query_stays_as_it_is(String query) {
        assertThat(Facts.alone(query)).isEqualTo(query);
    }
}
