using System.Diagnostics;
using System.Text;

namespace ModelOps.Testing.ObjectStores;

/// <summary>A server that a test starts on a port of its own. It ends with its standard input, so also when the test program is killed.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _errors = new();

    private ServerProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
#pragma warning disable RS0030 // What starts processes for the product stands above the libraries that this tests.
        _process = Process.Start(start)!;
#pragma warning restore RS0030
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors) _errors.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>Starts a program and waits for the line of its output that says its port.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="portOf">The port in a line, or <see langword="null"/> if it says none.</param>
    public static async Task<(ServerProcess Server, int Port)> StartAsync(string program, IEnumerable<string> arguments, Func<string, int?> portOf)
    {
        var server = new ServerProcess(new ProcessStartInfo(program, arguments));
        try
        {
            while (await server._process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is { } line)
            {
                if (portOf(line) is not { } port) continue;
                _ = server._process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
                return (server, port);
            }
            throw new InvalidOperationException($"{program} ended without a port: {server._errors}");
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Ends the server.</summary>
    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
