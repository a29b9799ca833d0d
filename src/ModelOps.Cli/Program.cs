using System.Runtime.InteropServices;
using System.Text;
using ModelOps.Cli.Bundles;
using ModelOps.Cli.Invocation;
using ModelOps.Cli.Keeper;

namespace ModelOps.Cli;

/// <summary>The process: streams, environment and signals.</summary>
internal static class Program
{
    // SIGXFSZ. Left alone it ends the process where a file meets its limit (ulimit -f); handled, the write fails and is reported.
    private const PosixSignal FileTooLarge = (PosixSignal)25;

    private static async Task<int> Main(string[] arguments)
    {
        using var interruption = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);
        using var tooLarge = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(FileTooLarge, static signal => signal.Cancel = true);
        var context = new CliContext
        {
            Out = Writer(Console.OpenStandardOutput(), autoFlush: false),
            Error = Writer(Console.OpenStandardError(), autoFlush: true),
            WorkingDirectory = Directory.GetCurrentDirectory(),
            Variable = Environment.GetEnvironmentVariable,
            ErrorIsTerminal = !Console.IsErrorRedirected,
        };
        return (int)await CliApplication.RunAsync(CommandLine(arguments), context, interruption.Token);

        void Cancel(PosixSignalContext signal)
        {
            // A second Ctrl-C ends the process at once: the run may hang in something that can't be cancelled.
            signal.Cancel = !interruption.IsCancellationRequested;
            interruption.Cancel();
        }
    }

    // The program under another name, copied or linked by an installer, is one of its commands.
    private static string[] CommandLine(string[] arguments) => Path.GetFileNameWithoutExtension(Environment.ProcessPath) switch
    {
        BundleCommand.Alias => [BundleCommand.Name, .. arguments],
        KeeperCommand.Alias => [KeeperCommand.Name, .. arguments],
        _ => arguments,
    };

    // Console.Out would read the terminal's description first.
    private static StreamWriter Writer(Stream stream, bool autoFlush) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = autoFlush };
}
