using System.Runtime.CompilerServices;
using System.Text.Json;
using ModelOps.Contracts.Errors;

namespace ModelOps.Execution.Tasks;

/// <summary>
/// Cuts a stream into the texts of JSON values, holding one at a time: the elements of a list if it begins with a bracket; its lines if the
/// first line is a value; otherwise all of it.
/// </summary>
internal sealed class JsonItems(Stream stream, string name)
{
    private const int MaxItemBytes = 4 << 20;

    private byte[] _buffer = new byte[64 << 10];
    private int _begin;
    private int _end;
    private bool _ended;
    private int _line = 1;
    // Of a list: whether a comma was read, and whether its end was.
    private bool _hasElement;
    private bool _isOver;

    private ReadOnlySpan<byte> Unread => _buffer.AsSpan(_begin, _end - _begin);

    /// <summary>The values in their order; empty lines are none.</summary>
    public async IAsyncEnumerable<JsonItem> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await FillAsync(3, cancellationToken);
        if (Unread.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _begin += 3;
        await SkipSpaceAsync(cancellationToken);
        var isList = Unread.StartsWith("["u8);
        if (!isList && await IsOneValueAsync(cancellationToken))
        {
            yield return Take(Unread.Length, 0);
            yield break;
        }
        if (isList) _begin++;
        while (await (isList ? NextElementAsync(cancellationToken) : NextLineAsync(cancellationToken)) is { } item) yield return item;
    }

    // Whether the first line is the beginning of a value that goes on after it; then everything was read.
    private async Task<bool> IsOneValueAsync(CancellationToken cancellationToken)
    {
        var length = await LengthToAsync((byte)'\n', cancellationToken);
        if (!IsBeginning(Unread[..length])) return false;
        while (!_ended) await FillAsync(Unread.Length + 1, cancellationToken);
        return true;
    }

    private static bool IsBeginning(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
            return !line.IsEmpty && !(reader.Read() && reader.TrySkip());
        }
        catch (JsonException)
        {
            // No value at all: whoever parses it says so.
            return false;
        }
    }

    private async ValueTask<JsonItem?> NextLineAsync(CancellationToken cancellationToken)
    {
        await SkipSpaceAsync(cancellationToken);
        if (Unread.IsEmpty) return null;
        return Take(await LengthToAsync((byte)'\n', cancellationToken), 0);
    }

    private async ValueTask<JsonItem?> NextElementAsync(CancellationToken cancellationToken)
    {
        if (_isOver) return null;
        await SkipSpaceAsync(cancellationToken);
        var (depth, isText, isEscaped) = (0, false, false);
        for (var at = 0; ; at++)
        {
            if (at == Unread.Length && !await FillAsync(at + 1, cancellationToken))
                throw new InvalidInputException("invalid_json", $"{name}, line {_line}: the list of tasks has no end.", "Close it with ']'.");
            var next = Unread[at];
            if (isText) (isText, isEscaped) = (isEscaped || next != '"', !isEscaped && next == '\\');
            else if (depth == 0 && next == ',') return NextElement(at);
            else if (depth == 0 && next == ']') return await LastElementAsync(at, cancellationToken);
            else (depth, isText) = (depth + Step(next), next == '"');
        }
    }

    private static int Step(byte next) => next switch
    {
        (byte)'{' or (byte)'[' => 1,
        (byte)'}' or (byte)']' => -1,
        _ => 0,
    };

    private async ValueTask<JsonItem?> LastElementAsync(int length, CancellationToken cancellationToken)
    {
        // What follows is looked at first: the bytes of an element are valid until the next read.
        while (!_ended) await FillAsync(Unread.Length + 1, cancellationToken);
        if (Unread[(length + 1)..].ContainsAnyExcept(" \t\r\n"u8))
            throw new InvalidInputException("invalid_json", $"{name}: something follows the end of the list of tasks.");
        if (length == 0 && _hasElement) throw new InvalidInputException("invalid_json", $"{name}, line {_line}: the list of tasks ends with a comma.");
        _isOver = true;
        return length == 0 ? null : Take(length, separator: 1);
    }

    private JsonItem NextElement(int length)
    {
        _hasElement = true;
        return Take(length, separator: 1);
    }

    private JsonItem Take(int length, int separator)
    {
        var item = new JsonItem(_buffer.AsMemory(_begin, length), _line);
        _line += item.Json.Span.Count((byte)'\n');
        _begin += length + separator;
        return item;
    }

    private async ValueTask SkipSpaceAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var space = Unread.IndexOfAnyExcept(" \t\r\n"u8);
            var skipped = space < 0 ? Unread.Length : space;
            _line += Unread[..skipped].Count((byte)'\n');
            _begin += skipped;
            if (space >= 0 || !await FillAsync(1, cancellationToken)) return;
        }
    }

    private async ValueTask<int> LengthToAsync(byte mark, CancellationToken cancellationToken)
    {
        var searched = 0;
        while (true)
        {
            var found = Unread[searched..].IndexOf(mark);
            if (found >= 0) return searched + found;
            searched = Unread.Length;
            if (!await FillAsync(searched + 1, cancellationToken)) return searched;
        }
    }

    // Has at least so many unread bytes in the buffer; false at the end of the stream.
    private async ValueTask<bool> FillAsync(int bytes, CancellationToken cancellationToken)
    {
        if (bytes > MaxItemBytes)
            throw new InvalidInputException("task_too_large", $"{name}, line {_line}: a task of more than {MaxItemBytes} bytes.", "Write one task a line.");
        while (_end - _begin < bytes && !_ended)
        {
            MakeRoom(bytes);
            // A read of a terminal or pipe can't be cancelled, but it need not be waited for.
            var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken).AsTask().WaitAsync(cancellationToken);
            _ended = read == 0;
            _end += read;
        }
        return _end - _begin >= bytes;
    }

    private void MakeRoom(int bytes)
    {
        if (_end < _buffer.Length && _buffer.Length - _begin >= bytes) return;
        var target = bytes > _buffer.Length || _end - _begin == _buffer.Length ? new byte[2 * Math.Max(bytes, _buffer.Length)] : _buffer;
        Unread.CopyTo(target);
        (_buffer, _begin, _end) = (target, 0, _end - _begin);
    }
}
