using ModelOps.Contracts.Errors;
using ModelOps.Tables.Columns;

namespace ModelOps.Tables.Tests.Columns;

public sealed class ArrowTableTests
{
    private static readonly ArrowTable Cases = new(
        [ColumnFactory.Numbers<int>("day", [1, 2]), ColumnFactory.Numbers<double>("cases", [3, 4])]);

    [Fact]
    public void Unknown_column_names_the_nearest()
    {
        var error = Should.Throw<InvalidInputException>(() => Cases["case"]);
        error.Code.ShouldBe("column_not_found");
        error.Message.ShouldBe("The table has no column 'case'. Did you mean 'cases'?");
    }

    [Fact]
    public void Unknown_column_with_none_near_names_all() =>
        Should.Throw<InvalidInputException>(() => Cases["temperature"]).Message.ShouldEndWith("Known are: day, cases.");

    [Fact]
    public void Name_is_found_by_exact_case()
    {
        Cases.TryGetColumn("day", out var day).ShouldBeTrue();
        day.ShouldBeSameAs(Cases.Columns[0]);
        Cases.TryGetColumn("Day", out _).ShouldBeFalse();
    }

    [Fact]
    public void Two_columns_of_one_name_are_refused()
    {
        var day = Cases["day"];
        var error = Should.Throw<InvalidInputException>(() => new ArrowTable([day, day]));
        error.Code.ShouldBe("invalid_table");
        error.Message.ShouldContain("'day'");
    }

    [Fact]
    public void Columns_of_different_length_are_refused() =>
        Should.Throw<InvalidInputException>(() => new ArrowTable([Cases["day"], ColumnFactory.Texts("place", ["Oslo"])]))
            .Message.ShouldContain("column 'place' has 1 rows and 'day' has 2");

    [Fact]
    public void Table_of_no_columns_has_no_rows() => new ArrowTable([]).Rows.ShouldBe(0);
}
