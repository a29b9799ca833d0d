using System.Collections.Concurrent;
using ModelOps.Contracts.Errors;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>Workers that do not keep to the protocol, played by a script in the place of the interpreter.</summary>
public sealed class ProtocolBreachTests
{
    private const string Script = """
        #!/usr/bin/env python3
        import json, os, struct, sys
        HEADER = struct.Struct("<IBI")

        def send(kind, number, payload):
            os.write(1, HEADER.pack(len(payload), kind, number) + payload)

        def exact(count):
            data = b""
            while len(data) < count:
                chunk = os.read(0, count - len(data))
                if not chunk:
                    os._exit(0)
                data += chunk
            return data

        def receive():
            length, kind, number = HEADER.unpack(exact(9))
            return kind, number, exact(length)

        def answer(number, value=1):
            column = b"\x05\x01\x00x" + struct.pack("<I", 1) + struct.pack("<q", value)
            send(6, number, bytes(8) + b"\x01\x00" + b"\x01\x00t" + b"\x00\x01\x00" + column)

        def start(protocol=1):
            send(1, 0, json.dumps({"protocol": protocol, "runtime": "fake", "runtime_version": "0", "pid": os.getpid()}).encode())
            receive()
            send(3, 0, json.dumps({"facts": {"os": "fake"}}).encode())

        """;

    // What the worker does with the task of seed 3; it answers all others.
    private const string Loop = """
        start()
        while True:
            kind, number, payload = receive()
            if payload[0] == 3:
                {0}
            answer(number, payload[0])
        """;

    [Theory]
    [InlineData("send(6, number + 1000, bytes(8))", "Lost")]
    [InlineData("send(6, number, bytes(8) + b'\\x01')", "Lost")]
    [InlineData("send(6, number, bytes(8) + b'\\x01\\x00\\x01\\x00t\\x00\\x01\\x00\\x0d\\x01\\x00x' + b'\\xff' * 40)", "Lost")]
    [InlineData("send(7, number, bytes(8) + b'[]')", "Lost")]
    [InlineData("send(6, number, b'')", "Lost")]
    [InlineData("send(99, number, b'')", "Lost")]
    [InlineData("os.write(1, b'\\xff' * 64)", "Lost")]
    [InlineData("os.write(1, HEADER.pack(1000, 6, number) + b'half'); os._exit(0)", "Lost")]
    [InlineData("answer(number, 3)", "Completed")]
    public async Task Breach_costs_the_culprit_alone(string breach, string expected)
    {
        using var bundle = new PythonFolder("");
        var losses = new ConcurrentQueue<WorkerLoss>();
        await using var pool = new LocalPool(
            bundle.Bind(), new() { Workers = 1, Worker = Fake(bundle, Loop.Replace("{0}", breach, StringComparison.Ordinal)), WorkerLost = losses.Enqueue });
        var outcomes = await pool.RunAsync(Enumerable.Range(0, 10).Select(id => Runs.Task(id, seed: (ulong)id)));
        outcomes.Where(outcome => outcome.TaskId != 3).ShouldAllBe(outcome => outcome.Table("t")["x"].GetInt64(0) == outcome.TaskId);
        outcomes[3].Status.ToString().ShouldBe(expected);
        outcomes.Count.ShouldBe(10);
        losses.ShouldNotBeEmpty();
        losses.ShouldAllBe(loss => loss.Culprit!.Id == 3);
    }

    [Theory]
    [InlineData("os.write(2, b'wrong libc'); os._exit(5)", "wrong libc")]
    [InlineData("os.write(1, b'Activating environment...\\n' * 20)", "does not speak the protocol")]
    [InlineData("start(protocol=2)", "version 2 of the protocol, expected 1")]
    [InlineData("send(1, 0, b'{}')", "version 0 of the protocol, expected 1")]
    [InlineData("send(1, 0, b'[]')", "does not speak the protocol")]
    [InlineData("send(8, 0, b'')", "does not speak the protocol")]
    public async Task Worker_that_does_not_shake_hands_is_reported_with_what_it_did(string act, string message)
    {
        using var bundle = new PythonFolder("");
        await using var pool = new LocalPool(bundle.Bind(), new() { Workers = 1, Worker = Fake(bundle, act) });
        var fault = await Should.ThrowAsync<OutsideException>(() => pool.PrepareAsync(CancellationToken.None));
        fault.Code.ShouldBe("worker_not_started");
        fault.Message.ShouldContain(message);
    }

    private static Execution.Workers.WorkerOptions Fake(PythonFolder bundle, string act)
    {
        var path = bundle.Write("fake-python", Script + act + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return new() { Python = path };
    }
}
