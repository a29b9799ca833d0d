using ModelOps.Connectors.Processes;
using ModelOps.Execution.Pool;
using ModelOps.Execution.Tests.Samples;
using ModelOps.Tables.Columns;
using ModelOps.Testing.Prerequisites;

namespace ModelOps.Execution.Tests.Pool;

/// <summary>numpy and pandas answers, from Debian's Python, which has both.</summary>
public sealed class NumericResultTests
{
    private const string Python = "/usr/bin/python3";

    internal static readonly PoolOptions Numeric = new() { Worker = new() { Python = Python } };

    [Fact]
    public async Task Numpy_arrays_keep_their_types()
    {
        RequireNumeric();
        using var bundle = new PythonFolder("""
            import numpy as np
            def simulate(params, seed):
                return {"t": {
                    "i4": np.arange(3, dtype="i4"), "u1": np.arange(3, dtype="u1"), "f4": np.array([0.5, np.nan, 2], dtype="f4"),
                    "big": np.array([1.5, 2.5, 3.5], dtype=">f8"), "slice": np.arange(6)[::2], "flag": np.array([True, False, True]),
                    "text": np.array(["a", "é", ""]), "day": np.array(["1978-01-22", "NaT", "1978-01-24"], dtype="M8[D]"),
                    "at": np.array(["1978-01-22T10:00", "NaT", "NaT"], dtype="M8[ns]"), "scalars": [np.int64(1), np.int64(2), np.int64(3)]}}
            """);
        var table = (await Runs.RunOneAsync(bundle.Bind(), Numeric)).Table();
        table.Columns.Select(column => column.Type.ToString()).ShouldBe(
            ["int32", "uint8", "float32", "float64", "int64", "bool", "utf8", "date32", "timestamp[ns]", "int64"]);
        table["big"].ToDoubles().ShouldBe([1.5, 2.5, 3.5]);
        table["slice"].ToDoubles().ShouldBe([0, 2, 4]);
        table["text"].GetText(1).ShouldBe("é");
        table["day"].Display(0).ShouldBe("1978-01-22");
        table["day"].IsNull(1).ShouldBeTrue();
        table["at"].Display(0).ShouldNotBeNull().ShouldStartWith("1978-01-22T10:00:00");
    }

    [Fact]
    public async Task Pandas_frame_keeps_types_and_missing_values()
    {
        RequireNumeric();
        using var bundle = new PythonFolder("""
            import pandas as pd
            def simulate(params, seed):
                frame = pd.DataFrame({"day": [0, 1, 2], "cases": [1.0, None, 3.0], "site": ["a", None, "c"]}, index=[7, 8, 9])
                frame["whole"] = pd.array([1, None, 3], dtype="Int64")
                frame["ward"] = pd.Categorical(["x", "y", "x"])
                return {"t": frame}
            """);
        bundle.Write("wrong.py", """
            import pandas as pd
            def simulate(params, seed):
                return {"t": pd.DataFrame([[1, 2]], columns=["a", "a"])}
            """);
        var table = (await Runs.RunOneAsync(bundle.Bind(), Numeric)).Table();
        table["day"].Type.Kind.ShouldBe(ColumnKind.Int64);
        table["cases"].ToDoubles().ShouldBe([1, double.NaN, 3]);
        table["site"].IsNull(1).ShouldBeTrue();
        table["whole"].GetInt64(2).ShouldBe(3);
        table["whole"].IsNull(1).ShouldBeTrue();
        table["ward"].GetText(1).ShouldBe("y");
        (await Runs.RunOneAsync(bundle.Bind("wrong:simulate"), Numeric)).Error!.Message.ShouldBe("t.a: two columns have this name");
    }

    [Fact]
    public async Task Two_dimensional_array_is_refused_by_table_and_column()
    {
        RequireNumeric();
        using var bundle = new PythonFolder("""
            import numpy as np
            def simulate(params, seed):
                return {"t": {"grid": np.zeros((2, 2))}}
            """);
        var outcome = await Runs.RunOneAsync(bundle.Bind(), Numeric);
        outcome.Error!.Message.ShouldBe("t.grid: expected a one-dimensional array, got 2 dimensions");
    }

    [Theory]
    [InlineData("import numpy as np", "np.random.random_sample(2)")]
    [InlineData("import random", "[random.random(), random.random()]")]
    public async Task Generator_is_a_function_of_the_seed_even_when_a_task_imports_it(string import, string draw)
    {
        RequireNumeric();
        using var bundle = new PythonFolder($$"""
            def simulate(params, seed):
                {{import}}
                return {"t": {"x": {{draw}} } }
            """);
        await using var pool = new LocalPool(bundle.Bind(), Numeric with { Workers = 1 });
        var outcomes = await pool.RunAsync(Runs.Task(1, seed: 1UL << 40), Runs.Task(2, seed: 1UL << 40), Runs.Task(3, seed: 1UL << 41));
        var drawn = outcomes.ConvertAll(outcome => outcome.Table()["x"].ToDoubles());
        drawn[1].ShouldBe(drawn[0]);
        drawn[2].ShouldNotBe(drawn[0]);
    }

    [Fact]
    public async Task Fingerprint_has_the_versions_of_imported_packages()
    {
        RequireNumeric();
        using var bundle = new PythonFolder("import numpy\nimport own\ndef simulate(params, seed): ...");
        bundle.Write("own.py", "__version__ = '9'");
        await using var pool = new LocalPool(bundle.Bind(), Numeric);
        var facts = (await pool.PrepareAsync(CancellationToken.None)).Facts;
        facts["package:numpy"].ShouldNotBeEmpty();
        facts.Keys.ShouldNotContain("package:own");
        facts["python"].ShouldStartWith("CPython 3.");
        facts["cpu"].ShouldNotBeEmpty();
    }

    internal static void RequireNumeric()
    {
        var present = false;
        if (File.Exists(Python))
        {
            using var process = ChildProcess.Start(new(Python, ["-c", "import numpy, pandas"]));
            present = process.Exit.Result == 0;
        }
        Prerequisite.Require(present, "numpy and pandas for /usr/bin/python3", "apt-get install python3-numpy python3-pandas");
    }
}
