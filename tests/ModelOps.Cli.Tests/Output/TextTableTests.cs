using ModelOps.Cli.Output;

namespace ModelOps.Cli.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Columns_are_aligned_and_nothing_trails()
    {
        using var output = new StringWriter();

        TextTable.Write(output, ["TOOL", "VERSION"], [["python3", "3.11"], ["dotnet", "-"]]);

        output.ToString().ShouldBe("TOOL     VERSION\npython3  3.11\ndotnet   -\n");
    }

    [Fact]
    public void Long_row_stays_one_line_and_brackets_are_no_markup()
    {
        using var output = new StringWriter();
        var text = string.Concat(Enumerable.Repeat("[red]word ", 200)).TrimEnd();

        TextTable.Write(output, ["A", "B"], [[text, "end"]]);

        output.ToString().Split('\n')[1].ShouldBe($"{text}  end");
    }
}
