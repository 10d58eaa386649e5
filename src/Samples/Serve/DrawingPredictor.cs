using Microsoft.Extensions.ObjectPool;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>
/// What a saved model says of drawings. Safe to use from many threads: an ML.NET prediction engine is not, so that each request
/// borrows one from a pool.
/// </summary>
internal sealed class DrawingPredictor
{
    private readonly ObjectPool<PredictionEngine<Input, Output>> engines;

    public DrawingPredictor(SavedModel model)
    {
        Model = model;
        engines = new DefaultObjectPoolProvider().Create(new EnginePolicy(model));
        Predict(new byte[model.Height * model.Width]); // the first one is slow: before anybody waits for it
    }

    /// <summary>The model.</summary>
    public SavedModel Model { get; }

    /// <summary>Brings a drawing into the form that the network was trained on, and asks it.</summary>
    /// <exception cref="InvalidDataException">Nothing is drawn.</exception>
    public DrawingAnswer Predict(Drawing drawing)
    {
        GreyImage grey = new(drawing.Pixels, drawing.Height, drawing.Width);
        PreparedImage image = Model.Form.Prepare(grey, "pixels");
        Output output = Predict(image.Pixels);
        return new()
        {
            Digit = Model.Classes[(int)output.PredictedLabel - 1], // keys count from 1
            Classes = Model.Classes,
            Probabilities = output.Score,
            Steps = Model.Network.ScoreEachStep(output.Features),
            Height = Model.Height,
            Width = Model.Width,
            Seen = [.. image.Pixels],
            Inverted = image.IsInverted,
        };
    }

    private Output Predict(byte[] pixels)
    {
        PredictionEngine<Input, Output> engine = engines.Get();
        Output output = engine.Predict(new Input { Pixels = pixels });
        engines.Return(engine); // one that threw is left to the garbage collector
        return output;
    }

    private sealed class Input
    {
        public byte[] Pixels { get; set; } = [];
    }

    private sealed class Output
    {
        public uint PredictedLabel { get; set; }

        public float[] Score { get; set; } = [];

        public float[] Features { get; set; } = [];
    }

    private sealed class EnginePolicy(SavedModel model) : PooledObjectPolicy<PredictionEngine<Input, Output>>
    {
        public override PredictionEngine<Input, Output> Create()
        {
            SchemaDefinition input = SchemaDefinition.Create(typeof(Input)), output = SchemaDefinition.Create(typeof(Output));
            input[nameof(Input.Pixels)].ColumnType = new VectorDataViewType(NumberDataViewType.Byte, model.Height, model.Width);
            output[nameof(Output.Features)].ColumnName = model.Network.FeatureColumnName;
            return model.ML.Model.CreatePredictionEngine<Input, Output>(model.Pipeline, new PredictionEngineOptions
            {
                InputSchemaDefinition = input,
                OutputSchemaDefinition = output,
                OwnsTransformer = false, // the engines share it
            });
        }

        public override bool Return(PredictionEngine<Input, Output> engine) => true;
    }
}
