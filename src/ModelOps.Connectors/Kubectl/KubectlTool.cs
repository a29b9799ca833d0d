using System.Globalization;
using System.Text;
using ModelOps.Connectors.Processes;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Kubectl;

/// <summary>
/// Calls kubectl: its arguments are a list that no shell reads, every call names context and request time-out, and none outlives its time.
/// </summary>
/// <param name="settings">Which kubectl, and for which cluster.</param>
/// <param name="time">The clock of the time-outs.</param>
public sealed class KubectlTool(KubectlSettings settings, TimeProvider time)
{
    /// <summary>The most that is read of one call's output, 64 MiB.</summary>
    public const int MaxOutputBytes = 64 << 20;

    // Start, credential plug-ins and the tool's own retries.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>Which kubectl, and for which cluster.</summary>
    public KubectlSettings Settings => settings;

    internal TimeProvider Time => time;

    internal TimeSpan CallTimeout => settings.RequestTimeout + Grace;

    /// <summary>The same tool for a context.</summary>
    public KubectlTool For(string? context) => new(settings with { Context = context }, time);

    /// <summary>Calls kubectl and waits for its end.</summary>
    /// <param name="arguments">The arguments; those of context and time-out are added.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="OutsideException">
    /// Code <c>kubectl_missing</c>, <c>kubectl_timeout</c> or <c>kubectl_output_too_large</c>. A call that fails is no error of this method.
    /// </exception>
    public async Task<KubectlResult> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var output = new MemoryStream();
        var (status, errors) = await StreamAsync(arguments, (bytes, _) => Append(output, bytes, arguments), cancellationToken);
        return new(status, Encoding.UTF8.GetString(output.GetBuffer().AsSpan(0, (int)output.Length)), errors);
    }

    /// <summary>Calls kubectl and hands on its output as it comes.</summary>
    /// <param name="arguments">As for <see cref="RunAsync"/>.</param>
    /// <param name="read">Takes each piece of the output.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The exit status and the end of standard error.</returns>
    /// <exception cref="OutsideException">Code <c>kubectl_missing</c> or <c>kubectl_timeout</c>.</exception>
    public async Task<(int Status, string Errors)> StreamAsync(
        IReadOnlyList<string> arguments, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> read, CancellationToken cancellationToken)
    {
        using var process = Start(Command(arguments));
        process.CloseInput();
        using var limit = Limit(cancellationToken, out var linked);
        using (linked)
        {
            try
            {
                await PumpAsync(process.Output, read, linked.Token);
                var status = await process.Exit.WaitAsync(linked.Token);
                await process.ErrorsDrained.WaitAsync(linked.Token);
                return (status, process.ErrorTail);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw TimedOut(arguments, process.ErrorTail);
            }
            finally
            {
                process.KillTree();
            }
        }
    }

    internal static ChildProcess Start(ChildCommand command)
    {
        try
        {
            return ChildProcess.Start(command);
        }
        catch (OutsideException fault) when (fault.Code is "program_not_found" or "program_not_started")
        {
            throw new OutsideException("kubectl_missing", $"kubectl can't be called: {fault.Message}", "Install kubectl, or name it with KUBECTL.", inner: fault);
        }
    }

    internal ChildCommand Command(IReadOnlyList<string> arguments) => new(settings.Program, [.. arguments, .. Added()]) { Environment = settings.Environment };

    internal CancellationTokenSource Limit(CancellationToken cancellationToken, out CancellationTokenSource linked)
    {
        var limit = new CancellationTokenSource(CallTimeout, time);
        linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return limit;
    }

    internal OutsideException TimedOut(IReadOnlyList<string> arguments, string errors) => new(
        "kubectl_timeout",
        string.Create(CultureInfo.InvariantCulture, $"'{settings.Program} {string.Join(' ', arguments)}' has not ended after {CallTimeout.TotalSeconds:0.#} s. {errors}").TrimEnd(),
        "Look whether the API server answers.",
        retryable: true);

    private static async Task PumpAsync(Stream output, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> read, CancellationToken cancellationToken)
    {
        var buffer = new byte[64 * 1024];
        for (var count = await output.ReadAsync(buffer, cancellationToken); count > 0; count = await output.ReadAsync(buffer, cancellationToken))
            await read(buffer.AsMemory(0, count), cancellationToken);
    }

    private static ValueTask Append(MemoryStream output, ReadOnlyMemory<byte> bytes, IReadOnlyList<string> arguments)
    {
        if (output.Length + bytes.Length > MaxOutputBytes)
            throw new OutsideException("kubectl_output_too_large", $"'kubectl {string.Join(' ', arguments)}' wrote more than {MaxOutputBytes >> 20} MiB.");
        output.Write(bytes.Span);
        return ValueTask.CompletedTask;
    }

    private IEnumerable<string> Added()
    {
        if (settings.Context is { } context) yield return "--context=" + context;
        yield return string.Create(CultureInfo.InvariantCulture, $"--request-timeout={settings.RequestTimeout.TotalMilliseconds:0}ms");
    }
}
