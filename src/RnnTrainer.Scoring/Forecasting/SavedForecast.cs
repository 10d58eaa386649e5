using RnnTrainer.Model;

namespace RnnTrainer.Forecasting;

/// <summary>Everything of a fitted forecast that is saved.</summary>
/// <param name="Columns">Where it finds what it reads.</param>
/// <param name="Spec">What the network reads and gives.</param>
/// <param name="Trained">The network.</param>
internal sealed record SavedForecast(ForecastColumnNames Columns, ForecastSpec Spec, TrainedModel Trained)
{
    /// <summary>The categories of each static column, in the order of <see cref="ForecastColumnNames.Static"/>.</summary>
    public IReadOnlyList<CategoryInput> Categories { get; init; } = [];

    /// <summary>Whether the parts belong together.</summary>
    public bool IsValid => Spec.IsValid && Spec.Fits(Trained.Model.Network) && Columns.NamedTwice is null
        && Columns.All.All(name => !string.IsNullOrWhiteSpace(name))
        && Categories.Select(category => category.Column).SequenceEqual(Columns.Static)
        && Categories.All(category => category.IsValid)
        && Categories.Select(category => category.Keys).SequenceEqual(Spec.Categories.Select(table => table.Keys));
}
