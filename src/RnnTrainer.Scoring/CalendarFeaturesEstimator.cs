using Microsoft.ML;
using Microsoft.ML.Runtime;
using RnnTrainer.Calendar;
using RnnTrainer.MLNet;

namespace RnnTrainer;

/// <summary>Encodes dates as cyclic calendar features; see <see cref="CalendarFeaturesTransformer"/>. Learns nothing from data.</summary>
/// <example>
/// <code>
/// var pipeline = ml.Transforms.CalendarFeatures("Calendar", "Time", CalendarPart.HourOfDay, CalendarPart.DayOfWeek);
/// </code>
/// </example>
public sealed class CalendarFeaturesEstimator : IEstimator<CalendarFeaturesTransformer>
{
    private readonly CalendarFeaturesTransformer transformer;

    internal CalendarFeaturesEstimator(IHostEnvironment environment, CalendarSettings settings) =>
        transformer = new CalendarFeaturesTransformer(environment, settings);

    /// <summary>Checks the schema of <paramref name="input"/> and returns the transformer; no row is read.</summary>
    /// <param name="input">Data with the column of dates.</param>
    /// <exception cref="RnnColumnException">The input column is missing or is not DateTime or DateTimeOffset.</exception>
    public CalendarFeaturesTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <summary>Returns the shape of the input with the output column added.</summary>
    /// <param name="inputSchema">The shape of the input, with the column of dates.</param>
    /// <exception cref="RnnColumnException">The input column is missing or is not DateTime or DateTimeOffset.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        CalendarColumn.Check(SchemaShapes.FormOf(SchemaShapes.Find(inputSchema, "Input", transformer.InputColumnName)));
        return SchemaShapes.AddNamedNumbers(inputSchema, transformer.OutputColumnName);
    }
}
