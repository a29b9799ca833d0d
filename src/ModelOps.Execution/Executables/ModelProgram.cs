using System.Globalization;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Workers;

namespace ModelOps.Execution.Executables;

/// <summary>An executable that is a model: it is started for each simulation as docs/guides/bring-your-model.md says.</summary>
internal sealed class ModelProgram
{
    /// <summary>The variable in which the program finds the absolute path of its bundle.</summary>
    public const string BundleVariable = "MODELOPS_BUNDLE";

    private readonly OpenRequest _request;
    private readonly string _path;
    private readonly string _scratch;
    private readonly Dictionary<string, string> _environment;
    private long _runs;

    private ModelProgram(OpenRequest request, string path, string scratch)
    {
        (_request, _path, _scratch) = (request, path, scratch);
        _environment = new(StringComparer.Ordinal) { [BundleVariable] = request.Root };
    }

    /// <summary>The program that the host asks for.</summary>
    /// <exception cref="Serving.EntrypointRefusedException">It is not there, or is nothing that the system can start.</exception>
    public static ModelProgram Find(OpenRequest request) => new(
        request,
        ProgramFile.Locate(request),
        request.Scratch ?? throw new InvalidOperationException("The host named no folder for temporary files."));

    /// <summary>Runs the program in a new folder, which is removed afterwards.</summary>
    /// <exception cref="ProgramFailedException">It failed, or wrote no table that can be read.</exception>
    /// <exception cref="Serving.MemoryExhaustedException">It was ended for want of memory.</exception>
    /// <exception cref="Contracts.Errors.OutsideException">Code <c>scratch_not_usable</c>.</exception>
    public IEnumerable<KeyValuePair<string, byte[]>> Simulate(ReadOnlySpan<byte> parameters, ulong seed)
    {
        var folder = Path.Combine(_scratch, (++_runs).ToString(CultureInfo.InvariantCulture));
        var (file, output) = (Path.Combine(folder, "params.json"), Path.Combine(folder, "out"));
        var text = parameters.ToArray();
        ScratchFolder.Guarded(() =>
        {
            Directory.CreateDirectory(output);
            File.WriteAllBytes(file, text);
            return true;
        });
        try
        {
            string[] arguments = ["--params", file, "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", output];
            ProgramRun.ToEnd(new(_path, arguments) { WorkingDirectory = folder, Environment = _environment }, _request.Container, _request.MemoryBytes);
            return OutputFolder.Read(output);
        }
        finally
        {
            ScratchFolder.Remove(folder);
        }
    }
}
