using Microsoft.ML;
using RnnTrainer.Backtesting;
using RnnTrainer.Forecasting;
using RnnTrainer.MLNet;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnForecastEstimator
{
    /// <summary>
    /// Trains on the past and forecasts what came after. The result has the form of <see cref="RnnForecastTransformer.Backtest"/>; evaluate
    /// it with <c>mlContext.Forecasting.Evaluate</c>.
    /// </summary>
    /// <remarks>
    /// The last origin of a series lies one horizon before its end. Training runs during this call, and sees no row from the origin on;
    /// without <paramref name="refit"/>, no row from the first origin on. With <paramref name="refit"/>, rows are returned origin by
    /// origin.
    /// </remarks>
    /// <param name="input">The rows of the series, each series in time order.</param>
    /// <param name="origins">Number of forecasts for each series; at least 1.</param>
    /// <param name="stride">Rows from one origin to the next; at least 1; <see langword="null"/>: the horizon.</param>
    /// <param name="refit">
    /// Whether to train a new network for each origin; otherwise one network, trained before the first origin, forecasts at all of them.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    /// <exception cref="RnnOptionException">
    /// <see cref="RnnOptions.Checkpoints"/> or <see cref="RnnOptions.ResumeFrom"/> is set and several networks are trained; also thrown as
    /// by <see cref="Fit(IDataView)"/>.
    /// </exception>
    /// <inheritdoc cref="Fit(IDataView)" path="/exception[not(@cref='T:RnnTrainer.RnnOptionException')]"/>
    public IDataView Backtest(IDataView input, int origins = 1, int? stride = null, bool refit = false)
    {
        ArgumentNullException.ThrowIfNull(input);
        BacktestPlan plan = new(
            SettingCheck.AtLeast(1, origins, nameof(origins)), SettingCheck.AtLeast(1, stride ?? Options.Horizon, nameof(stride)));
        BacktestPlan[] plans = refit ? [.. plan.EachOrigin()] : [plan];
        if (plans.Length > 1 && (Options.Training.Checkpoints is not null || Options.Training.ResumeFrom is not null))
        {
            string option = Options.Training.Checkpoints is null ? nameof(RnnOptions.ResumeFrom) : nameof(RnnOptions.Checkpoints);
            throw new RnnOptionException(option, null,
                $"{option:option} is set, but Backtest trains {plans.Length} networks. Leave it null, or set {nameof(refit)} to false.");
        }
        ForecastColumns read = ForecastColumns.BindForTraining(input.Schema, columns, out _);
        return AppendedRows.Of(host, [.. plans.Select(OfPlan)]);

        IDataView OfPlan(BacktestPlan part) => Fit(new KnownRowsView(
            input, read, Options.Training.MissingValues, part, Options.Horizon)).Backtested(input, part);
    }
}
