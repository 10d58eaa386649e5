using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace RnnTrainer.MLNet;

/// <summary>
/// An object of a user's type as a row with a column for each property, as ML.NET's prediction engines read it, and with what transforms
/// make of these.
/// </summary>
internal sealed class TypedRow<TRow> where TRow : class
{
    private readonly DataViewConstructionUtils.InputRow<TRow> row;
    private readonly IRowToRowMapper? mapper;

    /// <param name="environment">Where it is read.</param>
    /// <param name="before">Transforms of each row by itself; null: none.</param>
    /// <exception cref="ArgumentException">The transforms read several rows at once.</exception>
    public TypedRow(IHostEnvironment environment, ITransformer? before)
    {
        if (before is { IsRowToRowMapper: false })
        {
            throw new ArgumentException($"{before.GetType().Name} combines several rows, but an engine processes rows one by one. "
                + "Leave that transform out.", nameof(before));
        }
        row = DataViewConstructionUtils.CreateInputRow<TRow>(environment);
        mapper = before?.GetRowToRowMapper(row.Schema);
    }

    /// <summary>The columns.</summary>
    public DataViewSchema Schema => mapper?.OutputSchema ?? row.Schema;

    /// <summary>The row; its getters read the object that is set last.</summary>
    /// <param name="columns">What is read of it.</param>
    public DataViewRow Read(IEnumerable<DataViewSchema.Column> columns) => mapper?.GetRow(row, columns) ?? row;

    public void Set(TRow value) => row.ExtractValues(value);
}
