using RnnTrainer.Files;
using RnnTrainer.Model;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>What tensors do not say of their network: as the options say, or else the file's metadata, or else the default.</summary>
internal sealed class ImportedNetwork
{
    private const string DefaultFeatures = "Features", DefaultLabel = "Label";

    private readonly RnnImportOptions options;
    private readonly RnnMetadata? metadata;
    private readonly string? lengthColumn;

    /// <exception cref="ArgumentException">The options contradict each other.</exception>
    /// <exception cref="InvalidDataException">They contradict the metadata.</exception>
    public ImportedNetwork(RnnImportOptions options, RnnMetadata? metadata)
    {
        this.options = options;
        this.metadata = metadata;
        lengthColumn = options.LengthColumnName ?? metadata?.LengthColumn;
        Agree(nameof(options.Activation), options.Activation, metadata?.Activation);
        Agree(nameof(options.Pooling), options.Pooling, metadata?.Pooling);
        Agree(nameof(options.Head), options.Head, metadata?.Head);
        if (options.LevelList is { } levels && metadata?.Levels is { } saved && !levels.Equals(saved))
        {
            throw new InvalidDataException($"{nameof(RnnImportOptions)}.{nameof(options.QuantileLevels)} is {levels}, but the file's "
                + $"metadata say {saved}; leave it null, or use a file without these metadata.");
        }
        Agree(nameof(options.TokensAreKeys), options.TokensAreKeys, metadata?.TokensAreKeys);
        Agree(nameof(options.TimeSteps), options.TimeSteps, metadata?.TimeSteps);
        if (metadata is null && lengthColumn is not null && options.TimeSteps is null)
        {
            throw new ArgumentException(
                $"{nameof(options.LengthColumnName)} is '{lengthColumn}', but {nameof(options.TimeSteps)} is null; "
                + "set it to the number of steps in the feature vector.", nameof(options));
        }
    }

    /// <summary>The summaries of the top layer's states.</summary>
    public RnnPooling Pooling => options.Pooling ?? metadata?.Pooling ?? RnnPooling.Last;

    /// <summary>How the file's metadata say that inputs are brought to scale; null: it has none.</summary>
    public RnnNormalization? Normalization => metadata?.Normalization;

    /// <summary>The network whose weights have these sizes.</summary>
    /// <param name="layers">The layers that the weights tell, but for their activation.</param>
    /// <param name="tokens">Rows of the table of tokens; null: there is none.</param>
    /// <param name="inputs">Inputs of the first layer at each step.</param>
    /// <param name="outputs">Outputs of the linear layer.</param>
    /// <exception cref="InvalidDataException">The network does not exist, or the file or options say that it is another.</exception>
    public NetworkSpec Network(IReadOnlyList<LayerSpec> layers, int? tokens, int inputs, int outputs)
    {
        HeadSpec head = Head(outputs);
        RnnActivation activation = options.Activation ?? metadata?.Activation ?? RnnActivation.Tanh;
        RnnCell cell = layers[^1].Cell;
        if (metadata is not null && metadata.Cell != cell)
            throw RnnMetadata.Invalid($"says that the cell is {metadata.Cell}, but the tensors are those of {cell}");
        if (activation != RnnActivation.Tanh && !layers.Any(layer => layer.Form.HasActivation))
            throw new InvalidDataException(
                $"The activation {activation} needs {nameof(RnnCell)}.{RnnCell.Rnn}, "
                + $"but the weights are those of {cell}; leave {nameof(RnnImportOptions)}.{nameof(options.Activation)} null.");
        InputSpec input = Input(tokens, inputs);
        NetworkSpec network = new(
            input, new ValueList<LayerSpec>(
                layers.Select(layer => layer.Form.HasActivation ? layer with { Activation = activation } : layer)),
            Pooling, head);
        return network.IsValid ? network : throw new InvalidDataException("The weights are those of an impossible network: "
            + $"{network.Description}. "
            + $"A network has 1 to {NetworkSpec.MaxLayers} layers, sizes of at least 1, at most {NetworkSpec.MaxParameters} weights and "
            + $"{Array.MaxLength} values in a sequence.");
    }

    private InputSpec Input(int? tokens, int inputs)
    {
        if (tokens is null && options.TokensAreKeys is { } areKeys)
        {
            throw new InvalidDataException($"{nameof(RnnImportOptions)}.{nameof(options.TokensAreKeys)} is {areKeys}, but the weights have "
                + "no embedding. Leave it null.");
        }
        int size = tokens is null ? InputsOfAStep(inputs) : 1;
        return new(lengthColumn is null ? Room(size) ?? InputSpec.AnyTimeSteps : InputSpec.AnyTimeSteps, size)
        {
            BlockSteps = metadata?.BlockSteps ?? 1,
            MissingValues = metadata?.MissingValues ?? RnnMissingValues.Error,
            Embedding = tokens is { } count ? new(count, inputs, options.TokensAreKeys ?? metadata?.TokensAreKeys ?? false) : null,
        };
    }

    /// <summary>Everything of a transformer with these weights.</summary>
    /// <exception cref="InvalidDataException">The labels are not one for each class, or the columns do not fit the shape.</exception>
    public SavedTransformer Complete(NetworkSpec network, float[] parameters)
    {
        Array? labels = Labels(network.Head);
        int? room = Room(network.Input.Size);
        int[] dimensions = room is null ? UnknownSize(network.Input)
            : Known is { } known && FeatureDimensions.SizeOf(known) == (Int128)room.Value * network.Input.Size ? known
            : [room.Value, network.Input.Size];
        if (!RnnModelFormat.Fits(dimensions, network.Input, lengthColumn is not null))
        {
            throw new InvalidDataException(
                $"A feature column with the dimensions [{ErrorText.List(dimensions, size => $"{size}")}] "
                + $"and {(lengthColumn is null ? "no length column" : $"the length column '{ErrorText.Short(lengthColumn)}'")} does not "
                + $"hold {network.Description}. "
                + $"Set {nameof(RnnImportOptions)}.{nameof(options.TimeSteps)}, or use a file without these metadata.");
        }
        return new(
            options.LabelColumnName ?? metadata?.LabelColumn ?? DefaultLabel,
            options.FeatureColumnName ?? metadata?.FeatureColumn ?? DefaultFeatures,
            dimensions, new RnnModel(network, parameters, labels, metadata?.TokenValues(network.Input)), History: [])
        {
            LengthColumnName = lengthColumn,
        };
    }

    // Of the data, several of which a network may read at once.
    private int InputsOfAStep(int inputs)
    {
        if (metadata is not { BlockSteps: > 1 and var block })
            return inputs;
        return inputs % block == 0 ? inputs / block : throw RnnMetadata.Invalid(
            $"says that the network reads blocks of {block} steps, but the recurrent layers read {CountText.Of(inputs, "input")}");
    }

    // The weights do not say: one output may belong to several heads.
    private HeadSpec Head(int outputs)
    {
        RnnHead kind = options.Head ?? metadata?.Head ?? (options.LevelList is not null ? RnnHead.Quantiles
            : outputs >= HeadSpec.LeastOutputs(RnnHead.Softmax) ? RnnHead.Softmax
            : throw new InvalidDataException(
                $"The output layer has {CountText.Of(outputs, "output")}, which is ambiguous. Set "
                + $"{nameof(RnnImportOptions)}.{nameof(options.Head)} to {Heads(outputs)}."));
        HeadSpec head = new(kind, outputs) { Levels = LevelsOf(kind, outputs) };
        return head.IsValid ? head : throw new InvalidDataException(
            $"The output layer has {CountText.Of(outputs, "output")}, which {nameof(RnnHead)}.{kind} cannot have. Set "
            + $"{nameof(RnnImportOptions)}.{nameof(options.Head)} to {Heads(outputs)}.");
    }

    private ValueList<float>? LevelsOf(RnnHead kind, int outputs)
    {
        ValueList<float>? levels = options.LevelList ?? metadata?.Levels;
        if (metadata?.Levels is { } saved && !QuantileLevels.Are(saved))
            throw RnnMetadata.Invalid($"has the levels of quantiles {saved}; levels must be above 0, below 1 and ascending");
        if (kind != RnnHead.Quantiles && levels is not null)
        {
            throw new InvalidDataException($"{nameof(RnnImportOptions)}.{nameof(options.QuantileLevels)} is {levels}, but the head is "
                + $"{kind}, which has no levels. Leave it null.");
        }
        return kind != RnnHead.Quantiles || (levels is not null && outputs % levels.Count == 0) ? levels : throw new InvalidDataException(
            $"The output layer has {CountText.Of(outputs, "output")}, and there are {CountText.Of(levels?.Count ?? 0, "level")}. Set "
            + $"{nameof(RnnImportOptions)}.{nameof(options.QuantileLevels)} to one for each output of a number.");
    }

    // The heads that can have so many outputs.
    private static string Heads(int outputs) => string.Join(" or ", Enum.GetValues<RnnHead>()
        .Where(kind => HeadSpec.LeastOutputs(kind) <= outputs && outputs <= HeadSpec.MostOutputs(kind)));

    private Array? Labels(HeadSpec head)
    {
        if (options.Labels is { } given && given.Count != head.LabelKeys)
        {
            throw new InvalidDataException(head.LabelKeys == 0
                ? $"{nameof(RnnImportOptions)}.{nameof(options.Labels)} has {CountText.Of(given.Count, "value")}, but the head is "
                    + $"{head.Kind}, which has no classes with values. Leave it null."
                : $"{nameof(RnnImportOptions)}.{nameof(options.Labels)} has {CountText.Of(given.Count, "value")}, but the output layer "
                    + $"has {head}; give one for each, in the order of the outputs.");
        }
        return options.LabelArray ?? (metadata is not null ? metadata.LabelValues(head)
            : head.LabelKeys > 0 ? Enumerable.Range(0, head.LabelKeys).ToArray() : null);
    }

    // The file's dimensions of the feature column, where they say a size.
    private int[]? Known =>
        metadata?.FeatureDimensions is { } dimensions && FeatureDimensions.IsKnownSize(dimensions) ? dimensions : null;

    // The file's dimensions of a feature column of unknown size, where they go with the network.
    private int[] UnknownSize(InputSpec input) =>
        metadata?.FeatureDimensions is { } dimensions && RnnModelFormat.Fits(dimensions, input, lengthColumn is not null)
            ? dimensions : FeatureDimensions.Unknown;

    // Steps that a feature vector has; null: any number.
    private int? Room(int inputs)
    {
        if ((options.TimeSteps ?? metadata?.TimeSteps) is { } steps)
            return steps;
        return Known is { } known && inputs > 0 && FeatureDimensions.SizeOf(known) / inputs is var room && room > 0 && room <= int.MaxValue
            ? (int)room : null;
    }

    private static void Agree<T>(string option, T? asked, T? found) where T : struct
    {
        if (asked is { } a && found is { } f && !EqualityComparer<T>.Default.Equals(a, f))
            throw new InvalidDataException(
                $"{nameof(RnnImportOptions)}.{option} is {a}, but the file's metadata say {f}; leave it null, "
                    + "or use a file without these metadata.");
    }
}
