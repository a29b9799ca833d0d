using System.Text.Json.Serialization;

namespace ModelOps.Adaptive.Coverage;

/// <summary>How far a parameter's intervals can be trusted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Trust>))]
public enum Trust
{
    /// <summary>Too few repeats gave an interval to say.</summary>
    [JsonStringEnumMemberName("unknown")]
    Unknown,

    /// <summary>They contain the truth as often as they should, as far as the repeats can tell.</summary>
    [JsonStringEnumMemberName("sound")]
    Sound,

    /// <summary>They contain it too seldom: the fit claims more than the data say.</summary>
    [JsonStringEnumMemberName("too_narrow")]
    TooNarrow,

    /// <summary>They contain it too often: the fit says less than the data do.</summary>
    [JsonStringEnumMemberName("too_wide")]
    TooWide,

    /// <summary>They contain it often enough, but the fit lands on one side of it too often.</summary>
    [JsonStringEnumMemberName("one_sided")]
    OneSided,
}
