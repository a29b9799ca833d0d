using ModelOps.Cli.Invocation;
using ModelOps.Cli.Output;
using ModelOps.Contracts.Code;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Simulation;

namespace ModelOps.Cli.Tests.Output;

public sealed class ErrorReportTests
{
    public static TheoryData<Exception, int> Mapping => new()
    {
        { new NotFoundException("no_run", "x"), 1 },
        { new UserCodeException("m:f", "ask", new SimulationError("ValueError", "x", "")), 1 },
        { new InvalidInputException("unknown_key", "x"), 2 },
        { new ConflictException("run_held", "x"), 2 },
        { new OutsideException("no_python", "x"), 3 },
        { new CorruptDataException("bad_checksum", "x"), 3 },
        { new IOException("x"), 3 },
        { new UnauthorizedAccessException("x"), 3 },
        { new InvalidOperationException("x"), 3 },
        { new OperationCanceledException(), 3 },
    };

    [Theory]
    [MemberData(nameof(Mapping))]
    public void Kind_of_error_decides_the_exit_status(Exception fault, int status) => ((int)ErrorReport.Of(fault, interrupted: false).Status).ShouldBe(status);

    [Fact]
    public void Cancellation_that_was_asked_for_is_an_interruption() =>
        ErrorReport.Of(new OperationCanceledException(), interrupted: true).Status.ShouldBe(ExitStatus.Interrupted);

    [Fact]
    public void Error_that_went_before_the_interruption_keeps_its_status() =>
        ErrorReport.Of(new ConflictException("run_held", "x"), interrupted: true).Status.ShouldBe(ExitStatus.Invalid);

    [Fact]
    public void Report_carries_code_message_remedy_and_retryability()
    {
        var report = ErrorReport.Of(new OutsideException("server_busy", "It is busy.", "Wait.", retryable: true), interrupted: false);

        report.ShouldBe(new(ExitStatus.Outside, "server_busy", "It is busy.", "Wait.", Retryable: true));
    }
}
