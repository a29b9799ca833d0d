using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Protocol;
using ModelOps.Execution.Serving;

namespace ModelOps.Execution.Executables;

/// <summary>Finds the file of a program, and what would keep the system from starting it, before the first simulation.</summary>
internal static class ProgramFile
{
    private const int HeadBytes = 256;
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The absolute path of the program that the host asks for.</summary>
    /// <exception cref="EntrypointRefusedException">It is not there, not executable, or its interpreter is not there.</exception>
    public static string Locate(OpenRequest request)
    {
        if (request.Mode == OpenRequest.ObjectMode)
            throw Refused(WorkerRefusal.Unsupported, "An executable is a model; it can't be an algorithm, whose object is called many times.");
        var path = Path.Combine(request.Root, request.Container);
        if (!File.Exists(path))
            throw Refused(WorkerRefusal.EntrypointNotFound, $"There is no file '{request.Container}' in the bundle.", NearPrograms(request));
        if (!IsExecutable(path))
            throw Refused(WorkerRefusal.ModelNotLoadable, $"The file is not executable; run: chmod +x {request.Container}");
        CheckInterpreter(path);
        return path;
    }

    private static EntrypointRefusedException Refused(string kind, string message, string[]? candidates = null) =>
        new(new(kind, message, candidates, Type: null, Traceback: null));

    private static bool IsExecutable(string path) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & AnyExecute) != UnixFileMode.None;

    private static string[] NearPrograms(OpenRequest request)
    {
        var names = Directory.EnumerateFiles(request.Root, "*", SearchOption.AllDirectories)
            .Where(IsExecutable)
            .Select(path => Path.GetRelativePath(request.Root, path))
            .Order(StringComparer.Ordinal)
            .ToArray();
        return Nearest.To(request.Container, names) is { } near ? [$"exec:./{near}"] : [.. names.Take(5).Select(name => $"exec:./{name}")];
    }

    // A file that begins with text is a script: the system starts only one whose first line names an interpreter.
    private static void CheckInterpreter(string path)
    {
        var head = Head(path);
        if (!head.StartsWith("#!"u8))
        {
            if (head.IsEmpty || IsText(head))
                throw Refused(WorkerRefusal.ModelNotLoadable, "The script does not say what runs it; its first line must name an interpreter, such as #!/bin/sh");
            return;
        }
        var line = Encoding.UTF8.GetString(head[2..]).Split('\n')[0];
        if (line.EndsWith('\r'))
            throw Refused(WorkerRefusal.ModelNotLoadable, "The lines of the script end as on Windows (CR LF), so that its interpreter is not found; store it with LF.");
        var interpreter = line.Trim().Split(' ', '\t')[0];
        if (!File.Exists(interpreter))
            throw Refused(WorkerRefusal.ModelNotLoadable, $"The interpreter '{interpreter}', which the first line of the script names, is not on this machine.");
    }

    private static ReadOnlySpan<byte> Head(string path)
    {
        var head = new byte[HeadBytes];
        using var file = File.OpenRead(path);
        return head.AsSpan(0, file.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false));
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        foreach (var value in head)
        {
            if (value is < (byte)' ' and not ((byte)'\n' or (byte)'\r' or (byte)'\t')) return false;
        }
        return true;
    }
}
