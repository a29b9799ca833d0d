using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Cli.Tests.Invocation;
using ModelOps.Contracts.Errors;
using ModelOps.Testing.Folders;

namespace ModelOps.Cli.Tests.Output;

public sealed class ErrorRendererTests : IDisposable
{
    private readonly StringWriter _error = new();

    public void Dispose() => _error.Dispose();

    [Fact]
    public void Error_is_a_line_and_its_remedy_the_next()
    {
        Render(new InvalidInputException("unknown_key", "The key is unknown.", "Remove it."), []).ShouldBe(ExitStatus.Invalid);

        _error.ToString().ShouldBe("Error: The key is unknown.\nRemove it.\n");
    }

    [Fact]
    public void Fault_of_the_tool_leaves_a_report_and_no_stack()
    {
        using var folder = new TemporaryFolder();

        Render(new InvalidOperationException("broken"), ["sim", "--token", "s3cret"], folder.Path).ShouldBe(ExitStatus.Outside);

        var report = Directory.EnumerateFiles(folder[".modelops", "faults"]).ShouldHaveSingleItem();
        _error.ToString().ShouldBe($"Error: mops has a fault: InvalidOperationException: broken\nPlease report it with the file {report}.\n");
        var text = File.ReadAllText(report);
        text.ShouldContain("System.InvalidOperationException: broken");
        text.ShouldNotContain("s3cret");
    }

    [Fact]
    public void Fault_whose_report_cannot_be_written_names_debug()
    {
        using var folder = new TemporaryFolder();
        folder.Write(".modelops", "a file where the folder should be");

        Render(new InvalidOperationException("broken"), [], folder.Path);

        _error.ToString().ShouldEndWith("\nRepeat the command with --debug and report what it shows.\n");
    }

    [Fact]
    public void Fault_with_json_is_one_object_with_the_code_internal()
    {
        using var folder = new TemporaryFolder();

        Render(new InvalidOperationException("broken"), ["--json"], folder.Path);

        _error.ToString().ShouldStartWith("""{"error_code":"internal","message":""");
        _error.ToString().Count(character => character == '\n').ShouldBe(1);
    }

    private ExitStatus Render(Exception fault, string[] arguments, string folder = "/") =>
        ErrorRenderer.Render(CliRun.Context(folder, []) with { Error = _error }, arguments, fault, interrupted: false);
}
