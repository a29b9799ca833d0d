using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using ModelOps.Contracts.Errors;

namespace ModelOps.Connectors.Processes;

/// <summary>
/// The standard input and output of this process, moved to descriptors that code loaded later does not know: its reads of the
/// standard input find the end at once, and what it prints goes to the standard error.
/// </summary>
public sealed partial class PrivateStreams : IDisposable
{
    private const int ReadWrite = 2;
    private const int CloseOnExec = 0x80000;
    private const int PollError = 0x8;
    private const int PollHangUp = 0x10;
    private const int PollInvalid = 0x20;

    private readonly int _input;

    private PrivateStreams(int input, int output)
    {
        _input = input;
        Input = Open(input, FileAccess.Read);
        Output = Open(output, FileAccess.Write);
    }

    /// <summary>What this process was started with as standard input; not buffered.</summary>
    public Stream Input { get; }

    /// <summary>What this process was started with as standard output; not buffered.</summary>
    public Stream Output { get; }

    /// <summary>Moves the streams. Call it once, before any code that is not ours runs.</summary>
    /// <exception cref="OutsideException">Code <c>streams_not_moved</c>: no descriptor is left, or this is no POSIX system.</exception>
    public static PrivateStreams Take()
    {
        if (OperatingSystem.IsWindows())
            throw new OutsideException("streams_not_moved", "Workers for .NET models run on Linux and macOS only.");
        var (input, output) = (Private(0), Private(1));
        var nothing = Checked(OpenFile("/dev/null", ReadWrite));
        Checked(DuplicateTo(nothing, 0));
        Checked(DuplicateTo(2, 1));
        _ = CloseFile(nothing);
        return new(input, output);
    }

    /// <summary>Blocks until every process that could write to <see cref="Input"/> has closed it or is gone.</summary>
    public void WaitForHangUp()
    {
        // No event is asked for, so that waiting data doesn't end the poll.
        var poll = new PollEntry { Descriptor = _input };
        do
        {
            _ = Poll(ref poll, 1, -1);
        }
        while ((poll.Returned & (PollError | PollHangUp | PollInvalid)) == 0);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Input.Dispose();
        Output.Dispose();
    }

    private static FileStream Open(int descriptor, FileAccess access) => new(new SafeFileHandle(descriptor, ownsHandle: true), access, bufferSize: 0);

    // The processes that a model starts must not hold the pipes. macOS has no dup3: there they do, until the group is killed.
    private static int Private(int descriptor)
    {
        var copy = Checked(Duplicate(descriptor));
        return OperatingSystem.IsLinux() ? Checked(DuplicateWithFlags(descriptor, copy, CloseOnExec)) : copy;
    }

    private static int Checked(int result) => result >= 0
        ? result
        : throw new OutsideException("streams_not_moved", $"The standard streams can't be moved: {Marshal.GetLastPInvokeErrorMessage()}");

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DuplicateTo(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "dup3", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int DuplicateWithFlags(int descriptor, int target, int flags);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int OpenFile(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int CloseFile(int descriptor);

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref PollEntry entries, nuint count, int milliseconds);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int Descriptor;
        public short Requested;
        public short Returned;
    }
}
