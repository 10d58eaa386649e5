using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using RnnTrainer.Data;
using RnnTrainer.MLNet;
using RnnTrainer.Model;
using RnnTrainer.Network;
using RnnTrainer.Scoring;
using RnnTrainer.Tasks;

namespace RnnTrainer;

/// <summary>
/// A trained recurrent network, which adds the columns of its task to each row. Scores with managed code, without libtorch. Immutable and
/// thread-safe. Features that are NaN, and empty sequences, give NaN scores and a missing or negative prediction (key 0, false), as in
/// ML.NET's own trainers. A row that cannot be read as a sequence throws <see cref="RnnRowException"/> when it is scored.
/// </summary>
/// <remarks>
/// <para>The columns depend on the network's <see cref="RnnModel.Head"/>:</para>
/// <list type="bullet">
/// <item><see cref="RnnHead.Softmax"/>: <c>PredictedLabel</c> (Key&lt;UInt32, classes&gt;) and <c>Score</c> (Vector&lt;Single,
/// classes&gt;: the probability of each class).</item>
/// <item><see cref="RnnHead.Sigmoid"/>: <c>PredictedLabel</c> (Boolean), <c>Score</c> (Single: the logit) and <c>Probability</c>
/// (Single: that of <see langword="true"/>).</item>
/// <item><see cref="RnnHead.Linear"/>: <c>Score</c> (Single). <see cref="RnnHead.LinearVector"/>: <c>Score</c> (Vector&lt;Single,
/// numbers&gt;).</item>
/// <item><see cref="RnnHead.Quantiles"/>: <c>Score</c> (Vector&lt;Single, levels&gt;, ascending, with slots named "Quantile-0.1" and
/// so on).</item>
/// </list>
/// <para>
/// With outputs at each step (<c>RnnOptions.ReturnSequences</c>), each column holds them step after step: <c>PredictedLabel</c> is
/// a Vector&lt;Key&lt;UInt32, classes&gt;, time steps&gt;, <c>Score</c> a Vector&lt;Single, time steps, classes&gt;. A row has as
/// many steps as its sequence; in vectors of known size, steps beyond the sequence's length are missing (key 0, NaN, false).
/// </para>
/// <para>
/// ML.NET's <c>mlContext.Model.ConvertToOnnx</c> exports it as part of a pipeline. If its feature column is a vector of unknown
/// size, the ONNX model takes one row at a time, because rows of different lengths do not form a tensor.
/// <see cref="SaveAsOnnx(string)"/> writes a network that takes batches, with their lengths.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Gru).Fit(train);
/// Console.WriteLine(network);                                         // layers, shapes, parameters
/// IDataView scored = network.Transform(test);                         // PredictedLabel, Score
/// network.SaveAsOnnx("network.onnx");
/// </code>
/// </example>
public sealed partial class RnnTransformer : ISingleFeaturePredictionTransformer<RnnModel>, INamedFeatureTransformer
{
    private readonly SavedTransformer saved;
    private readonly SequenceScorer scorer;
    private readonly TaskColumns outputs;
    private readonly RowMapping mapping;

    internal RnnTransformer(IHostEnvironment environment, SavedTransformer saved)
    {
        this.saved = saved;
        scorer = SequenceScorer.Of(saved.Model);
        outputs = TaskColumns.Of(saved.Model.Network, saved.Model.LabelValueArray);
        mapping = new RowMapping(environment.Register(nameof(RnnTransformer)), this, Bind, ToOnnx, Save);
        PrimitiveDataViewType item = saved.Model.Network.Input.Embedding is not { } embedding ? NumberDataViewType.Single
            : embedding.AreKeys ? new KeyDataViewType(typeof(uint), embedding.LargestToken)
            : NumberDataViewType.Int32;
        FeatureColumnType = saved.FeatureDimensions is [0] ? new VectorDataViewType(item)
            : new VectorDataViewType(item, saved.FeatureDimensions);
    }

    /// <summary>Gets the learned weights and the class values.</summary>
    public RnnModel Model => saved.Model;

    /// <summary>Gets the name of the column of sequences.</summary>
    public string FeatureColumnName => saved.FeatureColumnName;

    /// <summary>
    /// Gets the name of the column with the number of valid steps in a feature vector of known size; <see langword="null"/>: all steps are
    /// valid. Not needed for a feature column of unknown size.
    /// </summary>
    public string? LengthColumnName => saved.LengthColumnName;

    /// <summary>Gets the name of the label column in training; not needed for scoring.</summary>
    public string LabelColumnName => saved.LabelColumnName;

    /// <summary>
    /// Gets the type of the feature column in training; tokens may have any integer type. A column to score may have the same dimensions,
    /// be [time steps, input size], or be a flat vector of the same size. If sequences differ in length, it may be any vector of whole
    /// steps, of known or unknown size.
    /// </summary>
    public DataViewType FeatureColumnType { get; }

    /// <summary>Gets the training history, one entry per epoch.</summary>
    public IReadOnlyList<RnnEpoch> History => saved.History;

    /// <summary>
    /// Gets the number of the best epoch by the metric that early stopping monitored; without early stopping by the validation loss, and
    /// without validation data by the training loss. The weights are those of that epoch if early stopping restored the best ones
    /// (<c>RnnEarlyStopping.RestoreBestWeights</c>), otherwise the last ones. <see langword="null"/> before the first epoch ends, and in
    /// models from before it was recorded.
    /// </summary>
    public int? BestEpoch => saved.BestEpoch;

    /// <summary>Returns the schema that <see cref="Transform"/> produces for data of this schema.</summary>
    /// <param name="inputSchema">The schema of the input, with the feature column.</param>
    /// <exception cref="RnnColumnException">The feature or length column is missing or has another type.</exception>
    /// <exception cref="RnnInputException">The feature column does not fit the network.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => mapping.GetOutputSchema(inputSchema);

    /// <summary>Adds the prediction columns, lazily: rows are scored as they are read, in small blocks.</summary>
    /// <param name="input">Data with the feature column.</param>
    /// <exception cref="RnnColumnException">The feature or length column is missing or has another type.</exception>
    /// <exception cref="RnnInputException">The feature column does not fit the network.</exception>
    public IDataView Transform(IDataView input) => mapping.Transform(input, rowByRow =>
    {
        SequenceColumns columns = BindSequence(input.Schema);
        IReadOnlyList<OutputColumn> added = outputs.AddedTo(input.Schema, columns.MaxTimeSteps);
        return new ScoredView(input, rowByRow, columns, scorer, added, mapping.Consolidated, mapping.Split);
    });

    /// <summary>Returns the network as a table; see <see cref="RnnModel.ToString"/>.</summary>
    public override string ToString() => Model.ToString();

    bool ITransformer.IsRowToRowMapper => true;

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => mapping.GetRowToRowMapper(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) => Save(ctx);

    private void Save(ModelSaveContext ctx) => RnnTransformerLoader.Save(ctx, saved);

    private ScoredColumns Bind(DataViewSchema schema)
    {
        SequenceColumns columns = BindSequence(schema);
        return new(scorer, columns, outputs.AddedTo(schema, columns.MaxTimeSteps));
    }

    private SequenceColumns BindSequence(DataViewSchema schema)
    {
        EmbeddingSpec? embedding = Model.Network.Input.Embedding;
        DataViewSchema.Column features = ColumnCheck.Features(schema, FeatureColumnName, embedding, out VectorDataViewType type);
        if (embedding is not null)
            TokenColumn.CheckFits(features, embedding, Model.TokenValueArray);
        SequenceLayout.CheckFits(FeatureColumnName, type, saved.FeatureDimensions, Model.TimeSteps, Model.InputSize);
        return SequenceColumns.Bind(schema, FeatureColumnName, type.IsKnownSize ? saved.LengthColumnName : null, Model.InputSize,
            embedding);
    }
}
