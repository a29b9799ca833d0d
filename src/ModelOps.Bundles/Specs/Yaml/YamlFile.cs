using System.Text;
using ModelOps.Contracts.Errors;
using ModelOps.Durability.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace ModelOps.Bundles.Specs.Yaml;

/// <summary>Loads a YAML file from outside: one document, a mapping, bounded in size and depth, no aliases.</summary>
internal static class YamlFile
{
    private const int MaxBytes = 1 << 20;
    private const int MaxDepth = 32;

    /// <summary>The document's top mapping.</summary>
    /// <exception cref="InvalidInputException">Codes <c>spec_too_large</c> and <c>invalid_yaml</c>; the last names the line.</exception>
    public static YamlMap Load(string path)
    {
        var text = ReadText(path);
        try
        {
            RefuseWhatNoSpecNeeds(path, text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? new YamlMap(path, "", root)
                : throw new InvalidInputException("invalid_yaml", $"'{path}' must hold one YAML document that is a mapping of keys and values.");
        }
        catch (YamlException fault)
        {
            throw new InvalidInputException(
                "invalid_yaml", $"{path}:{fault.Start.Line}: not valid YAML: {(fault.InnerException ?? fault).Message}", inner: fault);
        }
        catch (InvalidOperationException fault)
        {
            // YamlDotNet's scanner throws this for some broken texts.
            throw new InvalidInputException("invalid_yaml", $"'{path}' is not valid YAML.", inner: fault);
        }
    }

    // Read up to the limit and no further: a pipe or a device has no length.
    private static string ReadText(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MaxBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MaxBytes) throw new InvalidInputException("spec_too_large", $"'{path}' is larger than 1 MiB, which no spec is.");
            using var text = new StreamReader(new MemoryStream(bytes, 0, length), new UTF8Encoding(false, throwOnInvalidBytes: true));
            return text.ReadToEnd();
        }
        catch (DecoderFallbackException fault)
        {
            throw new InvalidInputException("invalid_yaml", $"'{path}' is not UTF-8 text.", inner: fault);
        }
        catch (Exception fault) when (StorageError.IsStorage(fault))
        {
            throw StorageError.Of("read the file", path, fault);
        }
    }

    // The representation model is built by recursion: depth is checked on the flat stream of events first. Aliases are refused
    // since a few lines of them can stand for billions of nodes.
    private static void RefuseWhatNoSpecNeeds(string path, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaxDepth) throw Refused(path, parser.Current, $"nested more than {MaxDepth} levels deep");
            if (parser.Current is AnchorAlias) throw Refused(path, parser.Current, "an alias (*name); write the value out");
        }
    }

    private static InvalidInputException Refused(string path, ParsingEvent place, string what) =>
        new("invalid_yaml", $"{path}:{place.Start.Line}: {what}.");
}
