using System.Security.Cryptography;
using ModelOps.Contracts.Errors;
using ModelOps.Contracts.Quantities;
using ModelOps.Contracts.References;
using ModelOps.Contracts.Simulation;
using ModelOps.Execution.Environments;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Dask;

/// <summary>A model on its way to a cluster: what the Dask workers are told, and the archive of its bundle.</summary>
/// <param name="model">The model.</param>
/// <param name="options">How it runs.</param>
internal sealed class RemoteModel(ModelBinding model, DaskOptions options) : IDisposable
{
    private const int TokenDigits = 16;
    private const int SlowestBatches = 5;

    // Two runs of one study on one cluster at the same time must not share children.
    private readonly string _token = RandomNumberGenerator.GetHexString(TokenDigits, lowercase: true);
    private string? _scratch;

    /// <summary>The entrypoint as the user wrote it.</summary>
    public string Entrypoint => model.Entrypoint.Text;

    /// <summary>What a bridge is asked to open.</summary>
    /// <exception cref="OutsideException">Codes <c>bundle_not_shippable</c> and <c>scratch_not_usable</c>.</exception>
    public BridgeOpen Request()
    {
        var fetched = Fetched();
        return new(
            options.Scheduler,
            _token,
            fetched is null ? Archive() : null,
            options.ConnectTimeout.TotalSeconds,
            options.WorkerTimeout.TotalSeconds,
            Spec() with { Reference = fetched });
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_scratch is not null) ScratchFolder.Remove(_scratch);
    }

    private RemoteSpec Spec()
    {
        var simulations = options.Simulations;
        var open = OpenRequest.For(model, OpenRequest.ModelMode) with { MemoryBytes = simulations.MemoryBytes };
        var version = typeof(RemoteModel).Assembly.GetName().Version!.ToString(3);
        return new(Kind(), model.Content.ToString(), WorkerCommands.EnvironmentOf(model.Entrypoint.Kind, simulations.MemoryBytes), version, open)
        {
            InstallsPackages = PythonEnvironments.MayNeed(model),
            TaskSeconds = simulations.TimeLimit?.TotalSeconds,
            BatchSeconds = SlowestBatches * options.BatchDuration.TotalSeconds,
            BatchBytes = options.BatchBytes,
            // The program is started anew for each task whatever becomes of the worker that starts it.
            TasksAChild = model.Entrypoint.Kind == EntrypointKind.Executable ? null : simulations.Recycle,
            StartSeconds = simulations.Worker.StartTimeout.TotalSeconds,
        };
    }

    private string Kind() => model.Entrypoint.Kind switch
    {
        EntrypointKind.Python => "python",
        EntrypointKind.DotNet => "dotnet",
        _ => "exec",
    };

    // What the workers' own mops fetches from where the bundle was pushed; null if it is small enough to be shipped.
    private string? Fetched()
    {
        var bytes = BundleArchive.BytesOf(model.Root);
        if (bytes <= BundleArchive.MostBytes) return null;
        if (model.Reference is { } reference && !Path.IsPathRooted(reference)) return reference;
        throw new OutsideException(
            "bundle_not_shippable",
            $"The bundle has {ByteSize.Text(bytes)} of files; at most {ByteSize.Text(BundleArchive.MostBytes)} are shipped to Dask workers.",
            "Push it and name it by its tag or digest (mops bundle push), so that the workers fetch it; or leave out what the model does not read (.modelopsignore).");
    }

    private string Archive()
    {
        _scratch ??= ScratchFolder.Create();
        var path = Path.Combine(_scratch, "bundle.tar");
        if (!File.Exists(path))
        {
            ScratchFolder.Guarded(() =>
            {
                BundleArchive.Write(model.Root, path);
                return path;
            });
        }
        return path;
    }
}
