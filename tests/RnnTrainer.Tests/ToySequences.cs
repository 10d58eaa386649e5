namespace RnnTrainer.Tests;

/// <summary>A small task with a known answer: in which of three inputs does the one pulse of a noisy sequence stand?</summary>
internal static partial class ToySequences
{
    public const int TimeSteps = 5, InputSize = 3, Classes = 3;

    public class Row
    {
        [VectorType(TimeSteps, InputSize)]
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";

        public float Number { get; set; }
    }

    public sealed class KeyStepsRow : Row
    {
        [KeyType(Classes), VectorType(TimeSteps)]
        public uint[] Label { get; set; } = [];
    }

    public sealed class NumberStepsRow : Row
    {
        [VectorType(TimeSteps)]
        public float[] Label { get; set; } = [];
    }

    public sealed class Answer
    {
        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    public sealed class Prediction
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];
    }

    /// <summary>Rows with classes a, b and c in turn.</summary>
    public static Row[] Rows(int count, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] features = [.. Enumerable.Range(0, TimeSteps * InputSize).Select(_ => (float)(random.NextDouble() * 0.2))];
            features[random.Next(TimeSteps) * InputSize + i % Classes] += 1;
            return new Row { Features = features, Name = "abc"[i % Classes].ToString() };
        })];
    }

    /// <summary>The rows as ML.NET data, with a key column "Label" made from their names.</summary>
    public static IDataView Data(MLContext ml, int count = 90, int seed = 1) => Data(ml, Rows(count, seed));

    /// <summary>The given rows likewise.</summary>
    public static IDataView Data(MLContext ml, Row[] given)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(given);
        return ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Name)).Fit(rows).Transform(rows);
    }

    /// <summary>The rows as ML.NET data, with a Single column "Label": 500 times the number of the input that has the pulse.</summary>
    public static IDataView NumberData(MLContext ml, int count = 90, int seed = 1) => WithNumbers(ml, count, seed, "Label");

    /// <summary>The same numbers with a thousandth of their negative beside them, as vectors of Double.</summary>
    public static IDataView VectorData(MLContext ml, int count = 90, int seed = 1)
    {
        IDataView rows = WithNumbers(ml, count, seed, "First");
        return ml.Transforms.Expression("Second", "x => -x / 1000", "First").Append(ml.Transforms.Concatenate("Label", "First", "Second"))
            .Append(ml.Transforms.Conversion.ConvertType("Label", outputKind: DataKind.Double)).Fit(rows).Transform(rows);
    }

    private static IDataView WithNumbers(MLContext ml, int count, int seed, string column)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(Rows(count, seed));
        return ml.Transforms.Expression(column, "name => name == \"a\" ? 0f : name == \"b\" ? 500f : 1000f", nameof(Row.Name))
            .Fit(rows).Transform(rows);
    }

    /// <summary>The rows as ML.NET data, with a Boolean column "Label": whether the pulse stands in the first input.</summary>
    public static IDataView YesNoData(MLContext ml, int count = 90, int seed = 1)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(Rows(count, seed));
        return ml.Transforms.Expression("Label", "name => name == \"a\"", nameof(Row.Name)).Fit(rows).Transform(rows);
    }

    /// <summary>The rows as ML.NET data, whose column "Label" has a key for each step from the pulse on; before it is missing.</summary>
    public static IDataView StepData(MLContext ml, int count = 90, int seed = 1) =>
        ml.Data.LoadFromEnumerable(Rows(count, seed).Select(row => new KeyStepsRow
        {
            Features = row.Features,
            Name = row.Name,
            Label = [.. Enumerable.Range(0, TimeSteps).Select(step => HasPulse(row, step) ? (uint)(row.Name[0] - 'a' + 1) : 0)],
        }));

    /// <summary>The same with 1 or 0: whether the pulse stands in the first input.</summary>
    public static IDataView YesNoStepData(MLContext ml, int count = 90, int seed = 1) =>
        ml.Data.LoadFromEnumerable(Rows(count, seed).Select(row => new NumberStepsRow
        {
            Features = row.Features,
            Name = row.Name,
            Label = [.. Enumerable.Range(0, TimeSteps).Select(step => HasPulse(row, step) ? row.Name == "a" ? 1 : 0 : float.NaN)],
        }));

    /// <summary>The same with 0, 500 or 1000.</summary>
    public static IDataView NumberStepData(MLContext ml, int count = 90, int seed = 1) =>
        ml.Data.LoadFromEnumerable(Rows(count, seed).Select(row => new NumberStepsRow
        {
            Features = row.Features,
            Name = row.Name,
            Label = [.. Enumerable.Range(0, TimeSteps).Select(step => HasPulse(row, step) ? 500 * (row.Name[0] - 'a') : float.NaN)],
        }));

    private static bool HasPulse(Row row, int step) => row.Features.Take((step + 1) * InputSize).Max() >= 1;
}
