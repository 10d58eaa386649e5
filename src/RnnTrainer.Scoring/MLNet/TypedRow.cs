using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace RnnTrainer.MLNet;

/// <summary>An object of a user's type as a row with a column for each property, as ML.NET's prediction engines read it.</summary>
/// <param name="environment">Where it is read.</param>
internal sealed class TypedRow<TRow>(IHostEnvironment environment) where TRow : class
{
    private readonly DataViewConstructionUtils.InputRow<TRow> row = DataViewConstructionUtils.CreateInputRow<TRow>(environment);

    /// <summary>The row; its getters read the object that was set last.</summary>
    public DataViewRow Row => row;

    public void Set(TRow value) => row.ExtractValues(value);
}
