using System.Diagnostics;
using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Spilling;
using RnnTrainer.Tasks;
using RnnTrainer.Training.Progress;
using RnnTrainer.Values;

namespace RnnTrainer.Training;

/// <summary>The way from data views to what a training loop gets: columns are checked, the network takes shape, rows are read.</summary>
internal sealed class TrainingInput
{
    // Up to so many sequences, of at least so many steps, are what the preset for recorded sequences is made for.
    private const int FewSequences = 1000, LongSteps = 10;

    private readonly RnnOptions options;
    private readonly LabelTask task;
    private readonly LabelSpec label;
    private readonly TrainingColumns columns;
    private readonly TrainingColumns? validationColumns;
    private readonly RnnModel? initial;

    /// <param name="options">The settings.</param>
    /// <param name="task">What is to be learned.</param>
    /// <param name="train">Schema of the training data.</param>
    /// <param name="validation">Schema of the validation data; null: there are none.</param>
    /// <param name="initial">The network to start from; null: a new one.</param>
    /// <exception cref="ArgumentException">A column is missing or of another type, or something does not fit the training data.</exception>
    /// <exception cref="InvalidOperationException">Such data and options cannot be learned from.</exception>
    public TrainingInput(RnnOptions options, LabelTask task, DataViewSchema train, DataViewSchema? validation, RnnModel? initial)
    {
        this.options = options;
        this.task = task;
        this.initial = initial;
        CheckValidation(validation is not null);
        columns = TrainingColumns.Bind(train, options);
        TokenValues = TokenColumn.Values(columns.Sequence.Features);
        label = task.Read(columns.Label);
        task.CheckLearnable(columns.Label, label);
        NetworkSpec network = CheckNetwork(initial?.Network.Input.BlockSteps ?? 1);
        Network = initial is null ? network : network.With(initial.Network.Input.Normalization);
        SequenceMatch match = new(Network, FeatureDimensions, label, TokenValues);
        validationColumns = validation is null ? null : match.BindValidation(validation, options, task);
        if (initial is not null)
            match.CheckInitial(initial);
    }

    /// <summary>
    /// The network that data and options ask for; its inputs are brought to scale as those of the one to start from. Where the data decide
    /// how many steps are a block, that is known once they have been read.
    /// </summary>
    public NetworkSpec Network { get; private set; }

    /// <summary>What the labels' keys stand for, or null.</summary>
    public Array? LabelValues => label.Values;

    /// <summary>What the features' keys stand for, or null.</summary>
    public Array? TokenValues { get; }

    /// <summary>Dimensions of the feature column; one 0 where its size is unknown.</summary>
    public int[] FeatureDimensions => [.. columns.Sequence.FeatureType.Dimensions];

    /// <summary>Reads the rows, each view once.</summary>
    /// <param name="train">The training data.</param>
    /// <param name="validation">Validation data; null: there are none.</param>
    /// <param name="context">Logs what was read.</param>
    /// <param name="shards">How rows are dealt out, and which are kept here.</param>
    /// <exception cref="RnnRowException">A row holds what cannot be learned from.</exception>
    /// <exception cref="InvalidOperationException">There are too few rows.</exception>
    /// <exception cref="IOException">They cannot be written where <see cref="RnnOptions.Spill"/> asks for it.</exception>
    public TrainingData Read(IDataView train, IDataView? validation, RunContext context, RowShards shards)
    {
        LabelledSequences rows = Read(train, columns, SequenceReader.Training, context, shards);
        try
        {
            return Complete(rows, validation, context, shards);
        }
        catch
        {
            rows.Sequences.Dispose();
            throw;
        }
    }

    private TrainingData Complete(LabelledSequences rows, IDataView? validation, RunContext context, RowShards shards)
    {
        task.CheckLearnable((LabelTargets)rows.Targets, columns.Label.Name);
        bool mayHaveBlocks = Network.Input.Embedding is null && !options.ReturnSequences;
        if (options.BlockSteps == RnnOptions.AutoBlockSteps && initial is null && mayHaveBlocks)
            Network = CheckNetwork(BlockChoice.Choose(rows.Sequences, context));
        context.Info($"The network has {Network.ParameterCount} parameters: {Network.Description}.");
        TellUsers(rows.Sequences, context);
        LabelledSequences? held = validation is null ? null : ReadValidation(validation, context, shards);
        return new TrainingData(Network, rows, held, label, initial?.Parameters.ToArray())
        {
            TokenValues = TokenValues,
        };
    }

    // What options and data make of each other that somebody may not expect.
    private void TellUsers(SequenceSource sequences, RunContext context)
    {
        if (options.ReturnSequences && options.Pooling != RnnOptions.DefaultPooling)
            context.Info($"Pooling {options.Pooling} is not used: with ReturnSequences, each step has outputs of its own.");
        if (task.UnusedOption(options) is { } unused)
            context.Info(unused);
        if (options.Augmentation is { InputShift: > 0 } && !Network.Input.HasEqualLengths)
        {
            context.Warn("InputShift moves each input's values to its neighbors. "
                + "Use it only for sequences such as the rows of a picture.");
        }
        bool areRecorded = Network.Input.Embedding is null && !options.ReturnSequences
            && sequences is { Count: <= FewSequences, MaxTimeSteps: >= LongSteps };
        if (areRecorded && initial is null && options.IsDefaultRecipe)
        {
            context.Info($"{CountText.Of(sequences.Count, "training sequence")} and default settings: "
                + $"{nameof(RnnOptions)}.{nameof(RnnOptions.Sensor)} suits small numbers of recorded sequences.");
        }
    }

    private LabelledSequences ReadValidation(IDataView data, RunContext context, RowShards shards)
    {
        try
        {
            return Read(data, validationColumns!, SequenceReader.Validation, context, shards);
        }
        catch (RnnRowException exception)
        {
            throw exception.OfValidation();
        }
    }

    private LabelledSequences Read(IDataView data, TrainingColumns columns, string purpose, RunContext context, RowShards shards)
    {
        Stopwatch time = Stopwatch.StartNew();
        LabelTargets targets = task.CreateTargets(label);
        SequenceSurvey survey = new(columns.Sequence);
        DataFingerprint? fingerprint = options.NeedsIdentity ? new() : null;
        SequenceStorage storage = options.Spill is { } spill
            ? new SpillStorage(spill, data.GetRowCount(), shards) : new MemoryStorage();
        StoredSequences store = SequenceReader.Read(
            data, columns, targets, purpose, context.CheckAlive, survey, fingerprint, shards, storage);
        context.Info(FormattableString.Invariant(
            $"Read {store.Count} sequences of {(store.HasEqualLengths ? "" : "up to ")}{store.MaxTimeSteps} x {store.InputSize} ")
            + FormattableString.Invariant($"for {purpose} in {time.Elapsed.TotalSeconds:0.00} s.") + Sharing(store));
        foreach (string warning in survey.Warnings(purpose))
            context.Warn(warning);
        if (survey.MissingLabels > 0)
        {
            context.Warn($"Skipped {CountText.Of(survey.MissingLabels, "row")} whose label is missing "
                + $"({targets.Missing} of column '{columns.Label.Name}') in the {purpose} data.");
        }
        return new LabelledSequences(store, targets) { Fingerprint = fingerprint?.Value };
    }

    private static string Sharing(StoredSequences store)
    {
        RowShards shards = store.Shards;
        string kept = shards.Count == 1 ? ""
            : $" {store.RowsKept} of them are kept here, {shards.End - shards.First} of {CountText.Of(shards.Count, "shard")}.";
        return store.HasEqualLengths && store.StepsKept < (long)store.RowsKept * store.MaxTimeSteps
            ? $"{kept} They overlap: {store.StepsKept} steps are kept." : kept;
    }

    private void CheckValidation(bool given)
    {
        if (given && options.ValidationFraction is { } fraction)
        {
            throw new RnnOptionException(nameof(RnnOptions.ValidationFraction), fraction,
                $"{nameof(RnnOptions.ValidationFraction):option} is {fraction}, but Fit got validation data too. Use only one of them.");
        }
        task.CheckValidation(options, given);
    }

    /// <param name="chosenBlock">Steps of a block, unless the options say how many.</param>
    private NetworkSpec CheckNetwork(int chosenBlock)
    {
        int block = options.BlockSteps == RnnOptions.AutoBlockSteps ? chosenBlock : options.BlockSteps;
        NetworkSpec network = new(
            new InputSpec(columns.Sequence.TimeSteps ?? InputSpec.AnyTimeSteps, columns.Sequence.InputSize)
            {
                BlockSteps = block,
                Embedding = columns.Sequence.Embedding,
                MissingValues = options.MissingValues,
            },
            options.RecurrentLayers, options.ReturnSequences ? RnnPooling.None : options.Pooling, label.Head);
        if (!network.IsValid)
        {
            (string option, int size) = block > 1 ? (nameof(RnnOptions.BlockSteps), block)
                : (nameof(RnnOptions.HiddenSize), options.HiddenSize);
            throw new RnnOptionException(option, size,
                $"A network of {options.HiddenSize} hidden units on {(long)block * network.Input.Size} inputs and {network.Head} has more "
                + $"than {NetworkSpec.MaxParameters} parameters. Use a smaller {option:option}.");
        }
        options.Augmentation?.CheckFits(network.Input, options.ReturnSequences);
        return network;
    }
}
