using System.Collections.Frozen;

namespace RnnTrainer.Ts;

/// <summary>What the header of a .ts file says of its rows.</summary>
/// <param name="Label">What stands behind the last colon of a row.</param>
/// <param name="Classes">The classes that <c>@classLabel</c> lists; empty: any.</param>
/// <param name="Channels">The channels of each row, or null if the first row determines them.</param>
/// <param name="IsEqualLength">Whether all rows have as many steps; null where the rows tell.</param>
/// <param name="Steps">The steps of each row, or null where the rows tell.</param>
internal sealed record TsHeader(TsLabel Label, FrozenSet<string> Classes, int? Channels, bool? IsEqualLength, int? Steps)
{
    private const string TimeStampCure =
        "Write the values alone, v,v,...:label, where steps are evenly spaced; otherwise add the time since the step before as a channel.";

    private static readonly string[] Other = ["relation", "attribute"];

    /// <summary>Reads the lines up to and with <c>@data</c>.</summary>
    /// <exception cref="InvalidDataException">It is not the header of a .ts file, or contradicts itself.</exception>
    public static TsHeader Read(TsLines lines)
    {
        TsFields fields = TsFields.Read(lines);
        if (fields.Find(Other) is { } other)
            throw other.Place.Error($"@{other.Name}", "the fields of a .ts file", "This is an ARFF or .tsf file: convert it to .ts.");
        if (fields.Flag("timeStamps") == true)
            throw TimeStamps(fields.Find("timeStamps")!.Place, "@timeStamps true");
        bool isClass = fields.Flag("classLabel") == true, isNumber = fields.Flag("targetLabel") == true;
        if (isClass && isNumber)
        {
            throw fields.Find("targetLabel")!.Place.Error("@targetLabel true beside @classLabel true", "one kind of label",
                "Set the one that is not meant to false.");
        }
        int? channels = fields.Count("dimensions", "dimension");
        bool? isUnivariate = fields.Flag("univariate");
        if (isUnivariate == true && channels > 1)
        {
            throw fields.Find("dimensions", "dimension")!.Place.Error($"{channels} channels beside @univariate true", "1",
                "Correct the field that is wrong.");
        }
        int? steps = fields.Count("seriesLength");
        bool? isEqual = fields.Flag("equalLength") ?? (steps is null ? null : true);
        return new TsHeader(isClass ? TsLabel.Class : isNumber ? TsLabel.Number : TsLabel.None,
            fields.Rest("classLabel").ToFrozenSet(StringComparer.Ordinal), channels ?? (isUnivariate == true ? 1 : null), isEqual,
            isEqual == true ? steps : null);
    }

    /// <summary>The error for a file whose steps carry times.</summary>
    public static InvalidDataException TimeStamps(TsPlace place, string found) =>
        place.Error(found, "values without time stamps, which are not read", TimeStampCure);
}
