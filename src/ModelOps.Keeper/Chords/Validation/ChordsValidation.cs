using ModelOps.Contracts.Errors;
using ModelOps.Keeper.Reports;

namespace ModelOps.Keeper.Chords.Validation;

/// <summary><c>chords validate</c>: says everything that is wrong with a catalog, in a report.</summary>
/// <param name="reader">Reads catalogs.</param>
public sealed class ChordsValidation(ChordCatalogReader reader)
{
    /// <summary>The report of a catalog that can't even be read says so as its only error.</summary>
    /// <param name="path">The catalog's absolute path; <see langword="null"/> is the built-in one.</param>
    /// <param name="folder">Where the report <c>chords_validate_latest.json</c> is written.</param>
    public ChordsValidateReport Run(string? path, ReportFolder folder)
    {
        var findings = Examine(path);
        var report = new ChordsValidateReport("chords_validate.v0", findings.Errors.Count == 0, findings.Errors, findings.ChordCount, findings.ChordIds);
        folder.Write("chords_validate_latest.json", report, ChordsJson.Default.ChordsValidateReport);
        return report;
    }

    private ChordCatalogFindings Examine(string? path)
    {
        if (path is null) return reader.Examine(ChordCatalogReader.BuiltInBytes(), "the built-in catalog");
        try
        {
            return reader.Examine(InputFile.Read(path), path);
        }
        catch (InvalidInputException fault)
        {
            return new([fault.Message], 0, [], null);
        }
    }
}
