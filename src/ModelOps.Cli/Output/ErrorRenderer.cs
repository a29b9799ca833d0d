using ModelOps.Cli.Invocation;

namespace ModelOps.Cli.Output;

/// <summary>Writes errors to standard error: "Error: message" and the remedy on the next line, or with <c>--json</c> one JSON object.</summary>
internal static class ErrorRenderer
{
    /// <summary>Reports an exception and gives the exit status.</summary>
    /// <param name="context">The run.</param>
    /// <param name="arguments">Its command line.</param>
    /// <param name="fault">What ended it.</param>
    /// <param name="interrupted">Whether the caller asked to end.</param>
    public static ExitStatus Render(CliContext context, IReadOnlyList<string> arguments, Exception fault, bool interrupted)
    {
        var report = ErrorReport.Of(fault, interrupted);
        if (report.ErrorCode == ErrorReport.Internal)
            report = report with { Remedy = FaultFile.Write(context, fault) };
        Write(context.Error, report, arguments.Contains("--json"));
        if (arguments.Contains("--debug")) context.Error.Write($"{fault}\n");
        return report.Status;
    }

    private static void Write(TextWriter error, ErrorReport report, bool json)
    {
        if (json)
        {
            error.Write(JsonText.Line(report, OutputJson.Default.ErrorReport));
            return;
        }
        error.Write($"Error: {report.Message}\n");
        if (report.Remedy is not null) error.Write($"{report.Remedy}\n");
    }
}
